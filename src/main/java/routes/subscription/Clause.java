package routes.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a subscription asks of an event, in the order in which it is asked. */
public enum Clause {
    AGENT_TYPE,
    /** The subscription is switched off. */
    INACTIVE,
    TIME,
    /** None of the subscription's windows is open, and it drops what falls outside them. */
    WINDOW,
    LEVEL,
    PRODUCT,
    PROJECT,
    CUSTOMER,
    /** One of the subscription's matchers does not hold. */
    MATCHERS,
    /** The event recovered, and the subscription does not want recoveries. */
    TRANSITION;

    /** The name on the wire, such as {@code agent_type}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
