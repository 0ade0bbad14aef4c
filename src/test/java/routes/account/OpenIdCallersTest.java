package routes.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import routes.common.error.RefusedRequest;
import routes.common.error.VeaiopsException;
import routes.fixtures.ManualClock;

/** Tokens of an issuer in this process. */
class OpenIdCallersTest {
    private static final String ISSUER = "https://login.example/realm";
    private static RSAKey key;
    private static RSAKey nextKey;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T10:00:00Z"));
    private JWKSet published = new JWKSet(key.toPublicJWK());
    private boolean away;
    private int asked;
    private final OpenIdCallers callers = new OpenIdCallers(
            new OpenIdSettings(
                    ISSUER,
                    "veaiops",
                    "preferred_username",
                    "realm_access.roles",
                    Set.of("ops-admin"),
                    Set.of("ops"),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1)),
            new OpenIdIssuer(this::answer),
            clock);

    @BeforeAll
    static void make() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        nextKey = new RSAKeyGenerator(2048).keyID("two").generate();
    }

    private byte[] answer(String address) {
        asked++;
        if (away) {
            throw new VeaiopsException("no answer");
        }
        String text = address.equals(ISSUER + "/.well-known/openid-configuration")
                ? "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"https://login.example/keys\"}"
                : published.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_claim_says_which_role_a_person_has() throws Exception {
        callers.refresh();

        Caller admin = callers.of(token(key, claims("ops", "ops-admin"))).orElseThrow();
        Caller user = callers.of(token(key, claims("ops"))).orElseThrow();

        assertThat(admin.signature()).isEqualTo("openid:ann");
        assertThat(admin.may(Scope.ADMINISTER)).isTrue();
        assertThat(user.may(Scope.CONFIGURE)).isTrue();
        assertThat(user.may(Scope.ADMINISTER)).isFalse();
        assertThat(user.may(Scope.OWN_ACCOUNT)).isFalse();
        String nobodys = token(key, claims("guest"));
        assertThatThrownBy(() -> callers.of(nobodys))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("realm_access.roles");
    }

    @Test
    void another_audience_issuer_key_algorithm_or_time_is_refused() throws Exception {
        callers.refresh();
        JWTClaimsSet good = claims("ops");
        JWTClaimsSet ended = new JWTClaimsSet.Builder(good)
                .expirationTime(Date.from(clock.instant().minusSeconds(120)))
                .build();
        JWTClaimsSet endless =
                new JWTClaimsSet.Builder(good).expirationTime(null).build();
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), good);
        shared.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertThat(callers.of(token(key, good))).isPresent();
        assertThat(callers.of(token(
                        key, new JWTClaimsSet.Builder(good).audience("other").build())))
                .isEmpty();
        assertThat(callers.of(token(
                        key,
                        new JWTClaimsSet.Builder(good).issuer("https://else").build())))
                .isEmpty();
        assertThat(callers.of(token(key, ended))).isEmpty();
        assertThat(callers.of(token(key, endless))).isEmpty();
        assertThat(callers.of(token(new RSAKeyGenerator(2048).keyID("one").generate(), good)))
                .isEmpty();
        assertThat(callers.of(shared.serialize())).isEmpty();
        assertThat(callers.of("not a token")).isEmpty();
    }

    @Test
    void a_new_key_is_fetched_when_a_token_names_it_and_not_more_than_once_in_ten_seconds() throws Exception {
        callers.refresh();
        published = new JWKSet(List.of(key.toPublicJWK(), nextKey.toPublicJWK()));
        clock.advance(Duration.ofSeconds(11));

        assertThat(callers.of(token(nextKey, claims("ops")))).isEmpty();
        callers.refresh();
        assertThat(callers.of(token(nextKey, claims("ops")))).isPresent();
        int before = asked;
        callers.of(token(new RSAKeyGenerator(2048).keyID("made-up").generate(), claims("ops")));
        callers.refresh();
        assertThat(asked).isEqualTo(before);
    }

    @Test
    void an_issuer_that_is_away_holds_nobody_up_and_its_keys_are_trusted_for_a_while() throws Exception {
        String token = token(key, claims("ops"));
        away = true;
        callers.refresh();

        assertThatThrownBy(() -> callers.of(token))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("away");
        assertThat(callers.of("vmt_x")).isEmpty();
        away = false;
        callers.refresh();
        away = true;
        clock.advance(Duration.ofMinutes(30));
        callers.refresh();
        assertThat(callers.of(token)).isPresent();
        clock.advance(Duration.ofMinutes(40));
        assertThatThrownBy(() -> callers.of(token)).isInstanceOf(RefusedRequest.class);
    }

    private JWTClaimsSet claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("veaiops")
                .subject("0815")
                .claim("preferred_username", "ann")
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(3))))
                .build();
    }

    private static String token(RSAKey signing, JWTClaimsSet claims) throws Exception {
        JWSSigner signer = new RSASSASigner(signing);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(signing.getKeyID())
                        .build(),
                claims);
        token.sign(signer);
        return token.serialize();
    }
}
