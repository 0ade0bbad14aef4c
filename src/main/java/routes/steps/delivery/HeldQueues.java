package routes.steps.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lanes whose host has its share of the workers: those with a notice of the worst level apart, then host by host in turn. */
final class HeldQueues {
    private final Map<String, Set<TargetQueue>> urgent = new LinkedHashMap<>();
    private final Map<String, Set<TargetQueue>> others = new LinkedHashMap<>();

    void add(TargetQueue lane, boolean withUrgent) {
        remove(lane);
        (withUrgent ? urgent : others)
                .computeIfAbsent(lane.host, key -> new LinkedHashSet<>())
                .add(lane);
    }

    /** The lane that is next, of a host that may go on. */
    Optional<TargetQueue> poll(boolean withUrgent, Predicate<String> mayStart) {
        Map<String, Set<TargetQueue>> from = withUrgent ? urgent : others;
        for (Map.Entry<String, Set<TargetQueue>> host : from.entrySet()) {
            if (mayStart.test(host.getKey())) {
                Iterator<TargetQueue> first = host.getValue().iterator();
                TargetQueue lane = first.next();
                from.remove(host.getKey());
                first.remove();
                if (!host.getValue().isEmpty()) {
                    from.put(host.getKey(), host.getValue());
                }
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    void remove(TargetQueue lane) {
        remove(lane, urgent);
        remove(lane, others);
    }

    private static void remove(TargetQueue lane, Map<String, Set<TargetQueue>> from) {
        Set<TargetQueue> ofHost = from.get(lane.host);
        if (ofHost != null && ofHost.remove(lane) && ofHost.isEmpty()) {
            from.remove(lane.host);
        }
    }

    void clear() {
        urgent.clear();
        others.clear();
    }
}
