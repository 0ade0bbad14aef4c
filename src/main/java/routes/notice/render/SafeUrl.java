package routes.notice.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses that people may be sent to. */
final class SafeUrl {
    private static final int LONGEST = 2000;
    private static final String KEPT = "-._~:/?#@!$&*+,;=%";

    private SafeUrl() {}

    /**
     * The address with everything escaped that could end it early in a message; empty unless it is http or https with a
     * host and no user name in front of it.
     */
    static String of(@Nullable String url) {
        if (url == null || url.length() > LONGEST) {
            return "";
        }
        String text = url.strip();
        String start = text.toLowerCase(Locale.ROOT);
        if (!start.matches("(?s)https?://[a-z0-9.\\-\\[\\]:]+([/?#].*)?")) {
            return "";
        }
        StringBuilder safe = new StringBuilder();
        int path = text.indexOf('/', text.indexOf("//") + 2);
        String host = path < 0 ? text : text.substring(0, path);
        safe.append(host.matches("[A-Za-z0-9.:/\\[\\]-]+") ? host : escaped(host));
        return path < 0
                ? safe.toString()
                : safe.append(escaped(text.substring(path))).toString();
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                safe.append(c);
            } else {
                safe.append('%').append(String.format("%02X", (int) c));
            }
        }
        return safe.toString();
    }
}
