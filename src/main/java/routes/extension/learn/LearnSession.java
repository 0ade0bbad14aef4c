package routes.extension.learn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import routes.common.security.Sha256;

/**
 * A source that is being learned.
 *
 * @param tokenHash of the token that lets the source in; the token itself is shown once and stored nowhere
 * @param most posts that are taken
 * @param taken posts that were taken so far
 * @param until when posts are taken
 */
public record LearnSession(String source, String tokenHash, int most, int taken, Instant until) {
    /** Recorded posts stay as long after the end. */
    private static final Duration KEPT = Duration.ofHours(1);

    public boolean takes(Instant now) {
        return taken < most && now.isBefore(until);
    }

    /** When it is forgotten. */
    public Instant expires() {
        return until.plus(KEPT);
    }

    boolean admits(String token) {
        return MessageDigest.isEqual(
                hash(token).getBytes(StandardCharsets.UTF_8), tokenHash.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }
}
