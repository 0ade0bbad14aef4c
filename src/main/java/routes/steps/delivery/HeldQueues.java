package routes.steps.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Queues whose host has its share of the workers: those with a notice of the worst level apart, then host by host in turn. */
final class HeldQueues {
    private final Map<String, Set<TargetQueue>> urgent = new LinkedHashMap<>();
    private final Map<String, Set<TargetQueue>> others = new LinkedHashMap<>();

    void add(TargetQueue queue, boolean withUrgent) {
        remove(queue);
        (withUrgent ? urgent : others)
                .computeIfAbsent(queue.host, key -> new LinkedHashSet<>())
                .add(queue);
    }

    /** The queue that is next, of a host that may go on. */
    Optional<TargetQueue> poll(boolean withUrgent, Predicate<String> mayStart) {
        Map<String, Set<TargetQueue>> from = withUrgent ? urgent : others;
        for (Map.Entry<String, Set<TargetQueue>> host : from.entrySet()) {
            if (mayStart.test(host.getKey())) {
                Iterator<TargetQueue> first = host.getValue().iterator();
                TargetQueue queue = first.next();
                from.remove(host.getKey());
                first.remove();
                if (!host.getValue().isEmpty()) {
                    from.put(host.getKey(), host.getValue());
                }
                return Optional.of(queue);
            }
        }
        return Optional.empty();
    }

    void remove(TargetQueue queue) {
        remove(queue, urgent);
        remove(queue, others);
    }

    private static void remove(TargetQueue queue, Map<String, Set<TargetQueue>> from) {
        Set<TargetQueue> ofHost = from.get(queue.host);
        if (ofHost != null && ofHost.remove(queue) && ofHost.isEmpty()) {
            from.remove(queue.host);
        }
    }

    void clear() {
        urgent.clear();
        others.clear();
    }
}
