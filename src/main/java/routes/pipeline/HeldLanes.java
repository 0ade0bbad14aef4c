package routes.pipeline;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lanes whose host has its share of the workers: those with a notice of the worst level apart, then host by host in turn. */
final class HeldLanes {
    private final Map<String, Set<Lane>> urgent = new LinkedHashMap<>();
    private final Map<String, Set<Lane>> others = new LinkedHashMap<>();

    void add(Lane lane, boolean withUrgent) {
        remove(lane);
        (withUrgent ? urgent : others)
                .computeIfAbsent(lane.host, key -> new LinkedHashSet<>())
                .add(lane);
    }

    /** The lane that is next, of a host that may go on. */
    Optional<Lane> poll(boolean withUrgent, Predicate<String> mayStart) {
        Map<String, Set<Lane>> from = withUrgent ? urgent : others;
        for (Map.Entry<String, Set<Lane>> host : from.entrySet()) {
            if (mayStart.test(host.getKey())) {
                Iterator<Lane> first = host.getValue().iterator();
                Lane lane = first.next();
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

    void remove(Lane lane) {
        remove(lane, urgent);
        remove(lane, others);
    }

    private static void remove(Lane lane, Map<String, Set<Lane>> from) {
        Set<Lane> ofHost = from.get(lane.host);
        if (ofHost != null && ofHost.remove(lane) && ofHost.isEmpty()) {
            from.remove(lane.host);
        }
    }

    void clear() {
        urgent.clear();
        others.clear();
    }
}
