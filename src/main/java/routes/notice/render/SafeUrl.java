package routes.notice.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.security.WebAddress;

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
        Optional<WebAddress> address = WebAddress.parse(url).filter(whole -> !whole.names());
        return address.isPresent() ? safe(address.get().host(), url.strip()) : unparsed(url.strip());
    }

    private static String safe(String host, String url) {
        int path = end(url);
        String authority = url.substring(url.indexOf("//") + 2, path);
        String port = authority.matches(".*:\\d*") ? authority.substring(authority.lastIndexOf(':')) : "";
        return url.substring(0, url.indexOf("//") + 2) + host + port + escaped(url.substring(path));
    }

    /** One with characters that no address has: those are escaped too. */
    private static String unparsed(String url) {
        return url.toLowerCase(Locale.ROOT).matches("(?s)https?://[a-z0-9_.:-]+([/?#].*)?")
                ? url.substring(0, end(url)) + escaped(url.substring(end(url)))
                : "";
    }

    /** Where host and port end. */
    private static int end(String url) {
        for (int i = url.indexOf("//") + 2; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
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
