package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.account.AccountHub.USERS;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.http.RunningApi;

/** People of an issuer in this process, over HTTP. */
@Tag("slow")
class OpenIdApiTest {
    @TempDir
    private Path folder;

    private HttpServer issuer;
    private RSAKey key;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(address()));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void a_token_of_the_issuer_opens_what_its_role_may_do() throws Exception {
        try (AccountHub hub = AccountHub.start(folder, settings("true"))) {
            String token = token("ops-admin");

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status(hub, token) == 200);
            hub.ok(token, "POST", AccountHub.TOKENS, "{\"name\":\"t\",\"scopes\":[\"read\"]}");
            assertThat(hub.ok(token, "GET", AccountHub.TOKENS, "")
                            .get(0)
                            .get("created_user")
                            .textValue())
                    .isEqualTo("openid:ann");
            assertThat(status(hub, token("ops"))).isEqualTo(200);
            RunningApi.assertError(hub.call(token("ops"), "GET", AccountHub.TOKENS, ""), 403, "forbidden");
            RunningApi.assertError(hub.call(token("guest"), "GET", USERS, ""), 403, "forbidden");
            hub.login("admin", AccountHub.PASSWORD);
        }
    }

    @Test
    void an_issuer_in_a_private_network_is_not_called_and_holds_nobody_up() throws Exception {
        try (AccountHub hub = AccountHub.start(folder, settings("false"))) {
            RunningApi.assertError(hub.call(token("ops"), "GET", USERS, ""), 503, "unavailable");
            hub.ok(hub.login("admin", AccountHub.PASSWORD), "GET", USERS, "");
        }
    }

    private static int status(AccountHub hub, String token) throws Exception {
        return hub.call(token, "GET", USERS, "").statusCode();
    }

    private Map<String, String> settings(String privateTargets) {
        Map<String, String> settings = new HashMap<>();
        settings.put("veaiops.openid.enabled", "true");
        settings.put("veaiops.openid.issuer", address());
        settings.put("veaiops.openid.audience", "veaiops");
        settings.put("veaiops.openid.role-claim", "groups");
        settings.put("veaiops.openid.supervisors", "ops-admin");
        settings.put("veaiops.openid.users", "ops");
        settings.put("veaiops.egress.allow-private-targets", privateTargets);
        return settings;
    }

    private String address() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    private void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        issuer.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String token(String group) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer(address())
                        .audience("veaiops")
                        .subject("0815")
                        .claim("preferred_username", "ann")
                        .claim("groups", List.of(group))
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
