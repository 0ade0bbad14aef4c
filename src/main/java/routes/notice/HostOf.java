package routes.notice;

import java.net.URI;
import java.util.Optional;

/** What breaks together: the host of a webhook, the platform of a chat channel. */
public final class HostOf {
    private HostOf() {}

    /** @param target an {@link OrderKey} */
    public static String target(String target) {
        int space = target.indexOf(' ');
        String channel = space < 0 ? target : target.substring(0, space);
        return host(target.substring(space + 1)).orElse(channel);
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
