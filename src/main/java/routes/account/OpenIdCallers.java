package routes.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * People by the tokens of an OpenID issuer: its signature, issuer, audience and end are checked against keys in memory, and a
 * claim says which role they have. The keys are fetched by {@link #refresh}, which a timer calls: no caller waits for the issuer.
 *
 * <p>Failure policy: while the issuer is away its last keys stay valid until they are too old. Then its people are asked to come
 * again, and all other callers go on.
 */
public final class OpenIdCallers implements Callers {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdCallers.class);
    /** Between two fetches because of a key that is not known: somebody may make keys up. */
    private static final Duration AFTER_UNKNOWN = Duration.ofSeconds(10);

    /** Signatures with a public key; with a shared one whoever checks could sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = publicKeyAlgorithms();

    private final OpenIdSettings settings;
    private final OpenIdIssuer issuer;
    private final Clock clock;
    private volatile @Nullable Keys keys;
    private volatile boolean unknownKey;
    private volatile Instant tried = Instant.EPOCH;

    private record Keys(JWKSet set, Instant at, DefaultJWTProcessor<SecurityContext> processor) {}

    public OpenIdCallers(OpenIdSettings settings, OpenIdIssuer issuer, Clock clock) {
        this.settings = settings;
        this.issuer = issuer;
        this.clock = clock;
    }

    private static Set<JWSAlgorithm> publicKeyAlgorithms() {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        return algorithms;
    }

    /** Fetches the keys when they are due. Never throws. */
    public void refresh() {
        Instant now = clock.instant();
        Keys last = keys;
        boolean due = last == null || !now.isBefore(last.at().plus(settings.refreshEvery())) || unknownKey;
        if (!due || now.isBefore(tried.plus(last == null ? Duration.ZERO : AFTER_UNKNOWN))) {
            return;
        }
        tried = now;
        try {
            JWKSet set = issuer.keys(settings.issuer());
            keys = new Keys(set, now, processor(set));
            unknownKey = false;
        } catch (RuntimeException e) {
            LOG.warn("the keys of the OpenID issuer {} could not be fetched: {}", settings.issuer(), e.getMessage());
        }
    }

    @Override
    public Optional<Caller> of(String bearer) {
        try {
            SignedJWT token = SignedJWT.parse(bearer);
            return settings.issuer().equals(token.getJWTClaimsSet().getIssuer())
                    ? Optional.of(caller(usable().processor().process(token, null)))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        } catch (BadJOSEException e) {
            if (isUnknownKey(bearer)) {
                unknownKey = true;
            }
            return Optional.empty();
        }
    }

    private Keys usable() {
        Keys known = keys;
        if (known == null || clock.instant().isAfter(known.at().plus(settings.keysMaxAge()))) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "the OpenID issuer is away and its keys are not known");
        }
        return known;
    }

    private boolean isUnknownKey(String bearer) {
        Keys known = keys;
        try {
            String id = SignedJWT.parse(bearer).getHeader().getKeyID();
            return known != null && id != null && known.set().getKeyByKeyId(id) == null;
        } catch (ParseException e) {
            return false;
        }
    }

    private Caller caller(JWTClaimsSet claims) {
        String name = Optional.ofNullable(claims.getClaim(settings.nameClaim()))
                .map(String::valueOf)
                .orElse(claims.getSubject());
        Set<Scope> scopes = settings.role(claims.getClaims())
                .map(Role::scopes)
                .map(EnumSet::copyOf)
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.FORBIDDEN,
                        "the claim " + settings.roleClaim() + " of openid:" + name + " names no role of this hub"));
        scopes.remove(Scope.OWN_ACCOUNT);
        return new Caller(Caller.Kind.OPENID, name, scopes);
    }

    private DefaultJWTProcessor<SecurityContext> processor(JWKSet set) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(set)));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        return processor;
    }
}
