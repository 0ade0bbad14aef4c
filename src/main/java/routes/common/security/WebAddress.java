package routes.common.security;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute http or https address of another system. Names with an underscore, as containers have, and international names are
 * hosts too, which {@link URI} alone does not see.
 *
 * @param host in its ASCII form, IPv6 in brackets
 * @param sendable the whole with that host and without a fragment, which is the reader's own
 * @param names whether it names a user, and with it a password perhaps
 */
public record WebAddress(String host, String sendable, boolean names) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>[^@]*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::(?<port>\\d{0,5}))?");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?|\\[[0-9A-Fa-f:.]+]");

    /** Empty when a text is no such address. */
    public static Optional<WebAddress> parse(String url) {
        try {
            URI uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String authority = uri.getRawAuthority();
            if (authority == null || !scheme.matches("https?")) {
                return Optional.empty();
            }
            Matcher parts = AUTHORITY.matcher(authority);
            return parts.matches() ? of(url.strip(), authority, parts) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException expected) {
            return Optional.empty();
        }
    }

    private static Optional<WebAddress> of(String url, String authority, Matcher parts) {
        String host = IDN.toASCII(parts.group("host"), IDN.ALLOW_UNASSIGNED);
        String port = parts.group("port");
        boolean dialable = port == null || port.isEmpty() || Integer.parseInt(port) <= HIGHEST_PORT;
        if (!HOST.matcher(host).matches() || !dialable) {
            return Optional.empty();
        }
        int at = url.indexOf(authority);
        String end = url.substring(at + authority.length()).replaceFirst("#.*", "");
        String ascii = authority.substring(0, parts.start("host")) + host + authority.substring(parts.end("host"));
        return Optional.of(new WebAddress(host, url.substring(0, at) + ascii + end, parts.group("user") != null));
    }

    /** The address as it is sent; a text that is none stays as it is. */
    public static String sendable(String url) {
        return parse(url).map(WebAddress::sendable).orElse(url);
    }
}
