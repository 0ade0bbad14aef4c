package routes.steps.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import routes.notice.RobotStops;

/** The stops of robots that several copies share. */
final class StopsInMemory implements RobotStops {
    private final Map<String, Instant> stops = new ConcurrentHashMap<>();

    @Override
    public Map<String, Instant> at(Instant now) {
        Map<String, Instant> found = new HashMap<>(stops);
        found.values().removeIf(until -> !until.isAfter(now));
        return found;
    }

    @Override
    public void stop(String robot, Instant until) {
        stops.merge(robot, until, (one, other) -> one.isAfter(other) ? one : other);
    }
}
