package routes.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import routes.alarm.AlarmIds;
import routes.event.EventFields;
import routes.subscription.Subscription;

/**
 * What collects notices until one message carries them.
 *
 * @param id derived from what belongs together, so that every copy means the same one
 * @param kind what the message is: a group or a digest
 * @param shared what the events have in common
 * @param patience how long the first notice waits for others
 * @param interval the least time between one message and the next
 */
public record OpenBundle(String id, NoticeKind kind, Map<String, String> shared, Duration patience, Duration interval) {
    private static final String SPACE = "gathering";

    public OpenBundle {
        shared = Map.copyOf(shared);
    }

    /** The group that a notice belongs to: of its subscription, its target and the values under the names. */
    public static OpenBundle group(Notice notice, Subscription.Grouping grouping) {
        Map<String, String> shared = new TreeMap<>();
        Subscription.Target target = notice.target();
        List<String> parts =
                new ArrayList<>(List.of(SPACE, notice.subscriptionId(), target.channel() + " " + target.address()));
        for (String name : grouping.by()) {
            List<String> values =
                    EventFields.of(notice.event(), name).stream().sorted().toList();
            parts.add(name);
            parts.add(Integer.toString(values.size()));
            parts.addAll(values);
            if (!values.isEmpty()) {
                shared.put(name, String.join(", ", values));
            }
        }
        String id = AlarmIds.derived(parts.toArray(String[]::new));
        return new OpenBundle(id, NoticeKind.GROUP, shared, grouping.patience(), grouping.interval());
    }

    /** What one target could not be sent one by one. @param orderKey what {@link OrderKey} makes of it */
    public static OpenBundle digest(String orderKey, Duration interval) {
        String id = AlarmIds.derived(Stream.of(SPACE, "digest", orderKey).toArray(String[]::new));
        return new OpenBundle(id, NoticeKind.DIGEST, Map.of(), Duration.ZERO, interval);
    }

    /**
     * A gathering that is stored.
     *
     * @param born when it began; one with the same id that was forgotten before has another
     * @param sequence how many messages it has made
     * @param version grows whenever something was added or sent
     */
    public record Open(OpenBundle what, String born, long sequence, long version) {
        /** The id of its next message: the same whoever makes it, and however often. */
        public String messageId() {
            return AlarmIds.derived("bundle", what.id(), born, Long.toString(sequence));
        }
    }
}
