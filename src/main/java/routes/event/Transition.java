package routes.event;

import java.util.Locale;

/** What an alarm did to its event. People are told of all but {@link #REPEATED} and {@link #EXPIRED}. */
public enum Transition {
    OPENED,
    REPEATED,
    ESCALATED,
    RESOLVED,
    EXPIRED;

    private static final String TYPE_PREFIX = "veaiops.event.";

    /** The name on the wire, such as {@code opened}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The CloudEvents type, such as {@code veaiops.event.opened}. */
    public String cloudEventType() {
        return TYPE_PREFIX + wireName();
    }

    /** Whether somebody who subscribed is to be told. */
    public boolean notifies() {
        return this == OPENED || this == ESCALATED || this == RESOLVED;
    }
}
