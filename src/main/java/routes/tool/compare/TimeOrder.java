package routes.tool.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Brings the alarms of all partitions into the order in which they were received; within a partition none overtakes another. */
public final class TimeOrder {
    private final Map<TopicPartition, Deque<KeptAlarm>> waiting = new LinkedHashMap<>();

    public TimeOrder(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    public void add(TopicPartition partition, KeptAlarm alarm) {
        waiting.computeIfAbsent(partition, none -> new ArrayDeque<>()).add(alarm);
    }

    /**
     * The alarms before which no other can come any more.
     *
     * @param unread partitions that have more: the oldest of theirs has to be known
     */
    public List<KeptAlarm> ready(Set<TopicPartition> unread, long most) {
        List<KeptAlarm> ready = new ArrayList<>();
        while (ready.size() < most && unread.stream().noneMatch(partition -> none(partition))) {
            Optional<Deque<KeptAlarm>> oldest = waiting.values().stream()
                    .filter(alarms -> !alarms.isEmpty())
                    .min(Comparator.comparing(alarms -> alarms.element().alarm().receivedAt()));
            if (oldest.isEmpty()) {
                return ready;
            }
            ready.add(oldest.get().remove());
        }
        return ready;
    }

    private boolean none(TopicPartition partition) {
        Deque<KeptAlarm> alarms = waiting.get(partition);
        return alarms == null || alarms.isEmpty();
    }

    public boolean empty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    /** Partitions of which enough is known for now. */
    public Set<TopicPartition> full(int enough) {
        return waiting.entrySet().stream()
                .filter(partition -> partition.getValue().size() >= enough)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
