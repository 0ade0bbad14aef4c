package routes.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.alarm.Level;

/** Decides what a digest takes of the backlog of a target: the one table of it. */
public final class DigestRule {
    private DigestRule() {}

    /** As {@link #capacity(List, Duration)} for a target that gets nothing for a time: what is left of it counts. */
    public static int capacity(List<Rate> rates, Duration within, Duration held) {
        return held.compareTo(within) < 0 ? capacity(rates, within.minus(held)) : 1;
    }

    /** How many messages the rates carry within a time; at least one. No rates, no bound. */
    public static int capacity(List<Rate> rates, Duration within) {
        long least = Integer.MAX_VALUE;
        for (Rate rate : rates) {
            long periods = Math.max(1, within.toMillis() / rate.period().toMillis());
            least = Math.min(least, rate.permits() * periods);
        }
        return (int) least;
    }

    /**
     * What is folded when more waits than fits. The worst events stay single, of a level the oldest, and one place is
     * left for the digest. All notices of one event go the same way, so that their order holds.
     *
     * @param capacity how many messages the target takes in time
     */
    public static List<NoticeQueued> overflow(Collection<NoticeQueued> waiting, int capacity) {
        if (waiting.size() <= capacity) {
            return List.of();
        }
        Map<String, OneEvent> events = new HashMap<>();
        waiting.forEach(queued ->
                events.computeIfAbsent(queued.eventId(), OneEvent::new).add(queued));
        List<OneEvent> ranked = new ArrayList<>(events.values());
        ranked.sort(Comparator.comparing((OneEvent one) -> one.worst)
                .thenComparing(one -> one.oldest)
                .thenComparing(one -> one.id));
        List<NoticeQueued> folded = new ArrayList<>();
        int left = capacity - 1;
        for (OneEvent one : ranked) {
            left -= one.notices.size();
            if (left < 0) {
                folded.addAll(one.notices);
            }
        }
        return folded;
    }

    private static final class OneEvent {
        private final String id;
        private final List<NoticeQueued> notices = new ArrayList<>();
        private Level worst = Level.P2;
        private Instant oldest = Instant.MAX;

        OneEvent(String id) {
            this.id = id;
        }

        void add(NoticeQueued queued) {
            notices.add(queued);
            worst = queued.level().compareTo(worst) < 0 ? queued.level() : worst;
            oldest = queued.since().isBefore(oldest) ? queued.since() : oldest;
        }
    }
}
