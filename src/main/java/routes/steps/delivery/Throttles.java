package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.RetryPolicy;
import routes.notice.RobotStops;
import routes.notice.SendResult;

/**
 * Leaves a robot, an app or a host alone for as long as it asked, with all that goes to it; where the limit is of one chat or
 * person, that target alone. Every copy reads what the
 * others learned once in each round of claims, so that no post begins within the time; what is under way when the answer
 * comes is not called back.
 *
 * <p>Failure policy: while the store is away this copy goes by what it knows, and the others learn later or never.
 */
public final class Throttles {
    private static final Logger LOG = LoggerFactory.getLogger(Throttles.class);
    private static final int MOST_TARGETS = 20_000;

    private final RobotStops stops;
    private final Clock clock;
    private final Map<String, Integer> strikes = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, Instant> own = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, String> robots = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_TARGETS;
        }
    });
    private volatile Map<String, Instant> known = Map.of();

    public Throttles(RobotStops stops, Clock clock) {
        this.stops = stops;
        this.clock = clock;
    }

    /** Reads what all copies learned. */
    public void refresh() {
        try {
            known = stops.at(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("which robots are throttled cannot be read, those known stay so: {}", e.toString());
        }
    }

    /** How long a target must be left alone; of one with a bot this is known once a notice of it was claimed. */
    public Duration wait(String target) {
        return left(robots.getOrDefault(target, RobotStops.host(target)), target);
    }

    /** How long the robot of a notice must be left alone. */
    Duration wait(Notice notice) {
        String robot = RobotStops.robot(notice);
        robots.put(notice.orderKey(), robot);
        return left(robot, notice.orderKey());
    }

    private Duration left(String robot, String target) {
        Instant now = clock.instant();
        Instant until = later(until(robot), until(RobotStops.target(target)));
        return until != null && until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    private @Nullable Instant until(String stopped) {
        return later(known.get(stopped), own.get(stopped));
    }

    /**
     * Learns from a result.
     *
     * @return how long the robot, or the target, is left alone from now on; empty when it did not ask for it
     */
    Optional<Duration> learn(Notice notice, SendResult result, RetryPolicy policy) {
        String robot = RobotStops.robot(notice);
        if (!(result instanceof SendResult.TryLater later) || !asks(later)) {
            strikes.remove(robot);
            strikes.remove(RobotStops.target(notice.orderKey()));
            return Optional.empty();
        }
        String limited = later.targetOnly() ? RobotStops.target(notice.orderKey()) : robot;
        Duration pause = later.askedToWait().orElseGet(() -> policy.pause(strikes.merge(limited, 1, Integer::sum)));
        Duration heeded = pause.compareTo(policy.longest()) > 0 ? policy.longest() : pause;
        stop(limited, clock.instant().plus(heeded));
        LOG.info("{} asks to be left alone, nothing is posted there for {}", limited, heeded);
        return Optional.of(heeded);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static boolean asks(SendResult.TryLater later) {
        return later.reason() == FailureReason.THROTTLED || later.askedToWait().isPresent();
    }

    private void stop(String robot, Instant until) {
        Instant now = clock.instant();
        own.values().removeIf(end -> !end.isAfter(now));
        own.merge(robot, until, (one, other) -> one.isAfter(other) ? one : other);
        try {
            stops.stop(robot, until);
        } catch (RuntimeException e) {
            LOG.warn("other copies do not learn that {} is throttled: {}", robot, e.toString());
        }
    }
}
