package routes.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCrypt;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.error.VeaiopsException;

/**
 * Passwords of people, kept as bcrypt hashes. VeAIOps keeps them encrypted: what it stored is read, and should be replaced by a
 * hash when it fits.
 *
 * <p>A hash takes a good part of a second of one core, on purpose. Few are made at a time, so that callers without an account
 * cannot take all cores.
 */
public final class Passwords {
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 15;
    private static final int SHORTEST = 8;
    /** bcrypt reads no more. */
    private static final int MOST_BYTES = 72;

    private static final int AT_A_TIME = 2;
    private static final long PATIENCE_MILLIS = 3000;
    private static final String HASHED = "$2";
    private static final String VERSION = "$2b";
    private static final int DIGEST_LENGTH = 31;

    private final SecretBox box;
    private final int cost;
    /** Looks like a hash, which no password has: making a real one costs every start what a login costs. */
    private final String unknown;

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /** How a password compares with what is stored. */
    public enum Match {
        NO,
        YES,
        /** It fits, and is not stored as a hash of today. */
        OUTDATED
    }

    /** @param cost a hash takes 2 to the power of it; 12 is a quarter of a second */
    public Passwords(SecretBox box, int cost) {
        if (cost < LEAST_COST || cost > MOST_COST) {
            throw new VeaiopsException(
                    "veaiops.accounts.password-cost is %d to %d, not %d".formatted(LEAST_COST, MOST_COST, cost));
        }
        this.box = box;
        this.cost = cost;
        this.unknown = BCrypt.gensalt(VERSION, cost) + ".".repeat(DIGEST_LENGTH);
    }

    /** Why this cannot be a password; empty when it can. */
    public static Optional<String> objection(Secret password) {
        if (password.reveal().codePointCount(0, password.reveal().length()) < SHORTEST) {
            return Optional.of("a password has " + SHORTEST + " characters or more");
        }
        return bytes(password).length > MOST_BYTES
                ? Optional.of("a password has at most " + MOST_BYTES + " bytes in UTF-8")
                : Optional.empty();
    }

    public Sealed hash(Secret password) {
        return new Sealed(inTurn(() -> hashed(password)));
    }

    /**
     * @param stored a hash, or what VeAIOps stored
     * @throws UnreadableSecret when VeAIOps encrypted it and its key is missing or another one
     */
    public Match compare(Secret given, String stored, SecretBox.Place place) {
        if (FernetKey.isToken(stored)) {
            Secret theirs = box.open(new Sealed(stored), place);
            return MessageDigest.isEqual(bytes(theirs), bytes(given)) ? Match.OUTDATED : Match.NO;
        }
        if (!stored.startsWith(HASHED) || bytes(given).length > MOST_BYTES) {
            return absent();
        }
        boolean equal = inTurn(() -> BCrypt.checkpw(bytes(given), stored));
        return equal ? Match.YES : Match.NO;
    }

    /** Takes as long as a comparison, so that nobody learns which names there are. */
    public Match absent() {
        inTurn(() -> BCrypt.checkpw(new byte[] {1}, unknown));
        return Match.NO;
    }

    private String hashed(Secret password) {
        return BCrypt.hashpw(bytes(password), BCrypt.gensalt(VERSION, cost));
    }

    private <T> T inTurn(Supplier<T> work) {
        boolean turn = false;
        try {
            turn = turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (!turn) {
                throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "too many logins at the same time: try again later");
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "stopping: try again later");
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    private static byte[] bytes(Secret password) {
        return password.reveal().getBytes(StandardCharsets.UTF_8);
    }
}
