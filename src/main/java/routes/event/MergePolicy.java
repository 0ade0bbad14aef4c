package routes.event;

import java.time.Duration;

/**
 * How alarms of one source merge (properties {@code veaiops.merge.*}).
 *
 * @param window an alarm later than this after the last one opens a new event; zero means no limit
 * @param recoveryOpensEvent the reference's way: a recovery closes the old event in silence and becomes an event of its
 *     own; off by default
 * @param flapping when a problem that begins and ends is told no more, until it is stable
 */
public record MergePolicy(Duration window, boolean recoveryOpensEvent, FlappingRule flapping) {
    public static final MergePolicy DEFAULT = new MergePolicy(Duration.ofHours(1), false);

    public MergePolicy {
        if (window.isNegative()) {
            throw new IllegalArgumentException("the merge window must not be negative: " + window);
        }
    }

    /** One that tells everything, however often it begins and ends. */
    public MergePolicy(Duration window, boolean recoveryOpensEvent) {
        this(window, recoveryOpensEvent, FlappingRule.OFF);
    }

    boolean limited() {
        return !window.isZero();
    }
}
