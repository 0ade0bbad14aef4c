package routes.alarm;

import java.util.HexFormat;
import java.util.List;
import routes.common.security.Sha256;

/**
 * The readable text that makes two alarms the same problem: {@code source:kind:part:part…}. Parts are escaped, so
 * different parts never give one text; a very long text is replaced by its hash.
 */
public final class Fingerprint {
    private static final int MAX_LENGTH = 240;

    private Fingerprint() {}

    /** @param kind which rule made it, such as {@code trigger}: keeps different rules of one source apart */
    public static String of(String source, String kind, List<String> parts) {
        StringBuilder text = new StringBuilder(96);
        escape(source, text);
        text.append(':').append(kind);
        for (String part : parts) {
            text.append(':');
            escape(part, text);
        }
        return text.length() <= MAX_LENGTH ? text.toString() : hashed(source, text.toString());
    }

    public static String of(String source, String kind, String... parts) {
        return of(source, kind, List.of(parts));
    }

    /** Which rule made a fingerprint. */
    public static String kind(String fingerprint) {
        int from = fingerprint.indexOf(':') + 1;
        int to = fingerprint.indexOf(':', from);
        return fingerprint.substring(from, to < 0 ? fingerprint.length() : to);
    }

    private static String hashed(String source, String text) {
        StringBuilder shorter = new StringBuilder(96);
        escape(PlainText.cut(source, 32), shorter);
        return shorter.append(":sha256:").append(Sha256.hex(text)).toString();
    }

    private static void escape(String part, StringBuilder to) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%' || c == ':' || c < ' ') {
                to.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                to.append(c);
            }
        }
    }
}
