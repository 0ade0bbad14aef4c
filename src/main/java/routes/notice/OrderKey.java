package routes.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.alarm.AlarmIds;

/**
 * The name of a target without its secrets: it is the key of {@code veaiops.notices} and of
 * {@code veaiops.notices.dead}, and what limits, queues and digests go by. {@code <channel> <address>}; of the URL of a
 * webhook, which may hold a secret, only the host and a fingerprint: {@code Webhook https://host/~1a2b3c4d…}.
 */
public final class OrderKey {
    private static final Pattern URL =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?(?<host>[^/?#]*).*", Pattern.DOTALL);
    private static final Pattern MADE =
            Pattern.compile("[^ ]* [A-Za-z][A-Za-z0-9+.-]*://[^/?#@]*/~[0-9a-f]{24}", Pattern.DOTALL);

    private OrderKey() {}

    public static String of(String channel, String address) {
        Matcher url = URL.matcher(address);
        return channel + " "
                + (url.matches() ? url.group("scheme") + url.group("host") + "/~" + fingerprint(address) : address);
    }

    /** The key of a record: one that was written before may hold the whole URL. */
    public static String read(String key) {
        int space = key.indexOf(' ');
        return space < 0 || MADE.matcher(key).matches() ? key : of(key.substring(0, space), key.substring(space + 1));
    }

    /** Begins with what {@link ShownTarget} shows. */
    private static String fingerprint(String address) {
        return AlarmIds.derived("target", address);
    }
}
