package routes.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an attempt did not deliver: a closed set that is at once metric label, API field and log field. */
public enum FailureReason {
    /** No connection, or it broke. */
    CONNECTION,
    TIMEOUT,
    /** The target asked for a pause. */
    THROTTLED,
    /** The target failed on its side. */
    SERVER_ERROR,
    /** The target answered with a redirect; redirects are not followed. */
    REDIRECT,
    /** The target did not accept the credentials. */
    AUTH,
    /** The target's address is one that users may not reach from here. */
    FORBIDDEN_TARGET,
    /** The target does not exist any more, and says so. */
    GONE,
    /** The target refused this message for good. */
    REJECTED,
    /** The subscription, its address or its channel is gone or switched off. */
    NOT_CONFIGURED,
    /** The answer makes no sense to us. */
    UNKNOWN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The page with what a person can do about a stored reason; empty when it is none of an attempt. */
    public static Optional<String> runbook(@Nullable Object wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName().equals(wireName))
                .findFirst()
                .map(reason -> "docs/runbooks.md#" + reason.wireName());
    }
}
