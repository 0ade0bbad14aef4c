package routes.event;

import java.util.Locale;

/** What an alarm, or the lack of alarms, did to its event. */
public enum Transition {
    OPENED,
    REPEATED,
    /** It got worse than it ever was. */
    ESCALATED,
    /** Its level fell, or rose again to what people know already. */
    LEVEL_CHANGED,
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

    /** Whether subscribers may be notified of it; the dispatch decides for each event. */
    public boolean notifies() {
        return this != REPEATED;
    }
}
