package routes.alarm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import routes.common.security.Sha256;

/**
 * Ids of 24 hex digits: fresh ones, and such that follow from what they name, so that saying a thing twice gives the same
 * id.
 */
public final class AlarmIds {
    private static final int ID_BYTES = 12;
    private static final int COUNTER_DIGITS = 6;
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{24}");
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PROCESS = HEX.toHexDigits(RANDOM.nextLong()).substring(6);
    private static final AtomicInteger COUNTER = new AtomicInteger(RANDOM.nextInt());

    private AlarmIds() {}

    /** A new id in the layout of an ObjectId: seconds, this process, a counter. */
    public static String fresh(Instant now) {
        return HEX.toHexDigits((int) now.getEpochSecond())
                + PROCESS
                + HEX.toHexDigits(COUNTER.getAndIncrement(), COUNTER_DIGITS);
    }

    /** Whether the text is an id as this application writes them. */
    public static boolean valid(String text) {
        return VALID.matcher(text).matches();
    }

    /** The id for these parts, in this order; parts are kept apart, so ("ab","c") and ("a","bc") differ. */
    public static String derived(String... parts) {
        MessageDigest sha = Sha256.begin();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return HEX.formatHex(sha.digest(), 0, ID_BYTES);
    }
}
