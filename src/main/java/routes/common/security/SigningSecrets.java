package routes.common.security;

import java.util.Base64;
import java.util.function.IntFunction;

/** Secrets that sign webhooks, in the form of the Standard Webhooks scheme: {@code whsec_} and base64. */
public final class SigningSecrets {
    private static final String PREFIX = "whsec_";
    private static final int FRESH_BYTES = 32;
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private SigningSecrets() {}

    /** @param random gives that many random bytes */
    public static String fresh(IntFunction<byte[]> random) {
        return PREFIX + Base64.getEncoder().encodeToString(random.apply(FRESH_BYTES));
    }

    /** Whether the text is {@code whsec_} and the base64 of 24 to 64 bytes. */
    public static boolean valid(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            return length >= FEWEST_BYTES && length <= MOST_BYTES;
        } catch (IllegalArgumentException expected) {
            return false;
        }
    }
}
