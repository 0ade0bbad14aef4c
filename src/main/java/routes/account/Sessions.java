package routes.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import routes.common.security.SigningKey;

/**
 * The tokens that a login gives: JWT with HS256 as VeAIOps makes them ({@code sub} is the name, {@code exp} the end), and beside
 * that the id of the key and the session of the user.
 */
final class Sessions {
    private static final String SESSION = "session";

    private final Duration lifetime;

    Sessions(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** What a valid token says. */
    record Session(String username, long number) {}

    String issue(User user, SigningKey key, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .subject(user.username())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim(SESSION, user.session())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), claims);
        try {
            token.sign(new MACSigner(key.bytes()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
        return token.serialize();
    }

    /** Empty for what none of the keys has signed, or has expired. */
    Optional<Session> read(SignedJWT token, List<SigningKey> keys, Instant now) {
        try {
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) || !signedByOne(token, keys)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean valid = claims.getExpirationTime() != null
                    && claims.getSubject() != null
                    && now.isBefore(claims.getExpirationTime().toInstant());
            return valid ? Optional.of(new Session(claims.getSubject(), number(claims))) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static long number(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getLongClaim(SESSION)).orElse(0L);
    }

    private static boolean signedByOne(SignedJWT token, List<SigningKey> keys) throws JOSEException {
        for (SigningKey key : keys) {
            if (key.id().equals(token.getHeader().getKeyID())) {
                return token.verify(new MACVerifier(key.bytes()));
            }
        }
        return false;
    }
}
