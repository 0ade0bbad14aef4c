package routes.subscription.silence;

import java.util.Locale;

/** Where a silence is in its time. */
public enum SilenceState {
    PENDING,
    ACTIVE,
    EXPIRED;

    /** The name on the wire, such as {@code active}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
