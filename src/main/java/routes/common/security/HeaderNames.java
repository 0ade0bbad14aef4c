package routes.common.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which HTTP headers a user or a file may name for an outgoing request. Camel takes instructions from headers of its own
 * name, such as another address to call; those of the connection are the HTTP client's.
 */
public final class HeaderNames {
    /** Tokens of RFC 9110. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");

    private static final Set<String> CONNECTION = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "keep-alive",
            "upgrade",
            "http2-settings",
            "expect",
            "te",
            "trailer");

    private HeaderNames() {}

    /** Why a header of this name cannot be set; empty when it can. */
    public static Optional<String> problem(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        if (!token(name)) {
            return Optional.of("is a name that no header may have");
        }
        if (camels(small)) {
            return Optional.of("is a name that Camel keeps for itself and cannot be set");
        }
        return CONNECTION.contains(small)
                ? Optional.of("belongs to the connection and cannot be set")
                : Optional.empty();
    }

    /** Whether it is a name that a header may have at all. */
    public static boolean token(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** Whether a header of this name may be sent. */
    public static boolean sendable(String name) {
        return problem(name).isEmpty();
    }

    /** Whether Camel takes a header of this name for its own. */
    public static boolean ofCamel(String name) {
        return camels(name.toLowerCase(Locale.ROOT));
    }

    private static boolean camels(String small) {
        return small.startsWith("camel") || small.startsWith("org.apache.camel");
    }
}
