package routes.datasource;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import routes.common.security.Secret;

/** Texts to and from platforms: numbers as every platform reads them, and words of theirs that may be shown. */
public final class PlatformText {
    private static final int LONGEST = 300;
    private static final Pattern LAYOUT = Pattern.compile("[\\s\\p{Cntrl}]+");

    private PlatformText() {}

    /** A number without exponent. */
    public static String number(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    /** A text of a platform, on one line, not too long, without the secrets and the address of the account. */
    public static String shown(String text, Account account) {
        String safe = text;
        for (Secret secret : account.secrets().values()) {
            safe = secret.reveal().isEmpty() ? safe : safe.replace(secret.reveal(), "***");
        }
        safe = LAYOUT.matcher(safe.replaceAll("https?://\\S+", "(address)"))
                .replaceAll(" ")
                .strip();
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    /** The text, or its beginning with a short id of the whole when it is too long: same text, same result. */
    public static String within(int longest, String text) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        String id = "~" + Fingerprints.id(text).substring(0, 8);
        return text.substring(0, text.offsetByCodePoints(0, longest - id.length())) + id;
    }
}
