package routes.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;

/**
 * How alarms of one source merge (properties {@code veaiops.merge.*}).
 *
 * @param window an alarm later than this after the last one opens a new event, unless it names the same start of the
 *     problem; zero means no limit
 * @param recoveryOpensEvent the way of VeAIOps: a recovery closes the old event in silence and becomes an event of its
 *     own; off by default
 * @param rest an event that rested for so long believes alarms that seem overtaken
 * @param expiresAfter how long after its last alarm an event ends without a recovery; zero is never, null is as each alarm
 *     says
 * @param recoverBy names of labels by which a recovery that ends no event of its own ends others of its source; empty for
 *     none
 * @param flapping when a problem that begins and ends is notified no more, until it is stable
 */
public record MergePolicy(
        Duration window,
        boolean recoveryOpensEvent,
        Duration rest,
        @Nullable Duration expiresAfter,
        List<String> recoverBy,
        FlappingRule flapping) {
    public static final Duration DEFAULT_REST = Duration.ofMinutes(2);
    public static final MergePolicy DEFAULT = new MergePolicy(Duration.ofHours(1), false);

    public MergePolicy {
        if (window.isNegative()) {
            throw new IllegalArgumentException("the merge window must not be negative: " + window);
        }
        if (rest.isNegative()) {
            throw new IllegalArgumentException("the rest of an event must not be negative: " + rest);
        }
        recoverBy = List.copyOf(recoverBy);
    }

    /** One that notifies of everything, however often it begins and ends. */
    public MergePolicy(Duration window, boolean recoveryOpensEvent) {
        this(window, recoveryOpensEvent, FlappingRule.OFF);
    }

    public MergePolicy(Duration window, boolean recoveryOpensEvent, FlappingRule flapping) {
        this(window, recoveryOpensEvent, DEFAULT_REST, null, List.of(), flapping);
    }

    boolean limited() {
        return !window.isZero();
    }

    /** When an event ends without a recovery, if this firing alarm is its last. */
    @Nullable
    Instant expiryAfter(Alarm alarm) {
        if (expiresAfter == null) {
            return alarm.expiresAt();
        }
        return expiresAfter.isZero() ? null : alarm.receivedAt().plus(expiresAfter);
    }
}
