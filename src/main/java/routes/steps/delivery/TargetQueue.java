package routes.steps.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import routes.alarm.Level;
import routes.notice.NoticeQueued;

/** The notices of one target that wait for a worker, and the events that are being sent about. Guarded by its owner. */
final class TargetQueue {
    final String target;
    final String host;
    private final int atOnce;
    private final PriorityQueue<NoticeQueued> waiting;
    private final Set<String> known = new HashSet<>();
    private final Map<String, Integer> waitingOfEvent = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    boolean paused;
    boolean folding;

    TargetQueue(String target, TargetQueues.Bounds bounds) {
        this.target = target;
        this.host = bounds.host().apply(target);
        this.atOnce = bounds.perTarget().applyAsInt(target);
        this.waiting = new PriorityQueue<>(Comparator.comparingLong((NoticeQueued bell) -> rank(bell, bounds.ageing()))
                .thenComparing(NoticeQueued::noticeId));
    }

    /** A level is worth a head start: every bell ages alike, so the order between two never changes. */
    private static long rank(NoticeQueued bell, Duration ageing) {
        return bell.since().toEpochMilli() + bell.level().ordinal() * ageing.toMillis();
    }

    boolean add(NoticeQueued bell) {
        if (!known.add(bell.noticeId())) {
            return false;
        }
        waitingOfEvent.merge(bell.eventId(), 1, Integer::sum);
        return waiting.add(bell);
    }

    /** The first bell whose event nobody is sending about; it stays in the queue until it is taken. */
    Optional<NoticeQueued> next() {
        NoticeQueued head = waiting.peek();
        if (head == null || !busy.contains(head.eventId())) {
            return Optional.ofNullable(head);
        }
        List<NoticeQueued> passed = new ArrayList<>();
        NoticeQueued found = null;
        while (found == null && !waiting.isEmpty()) {
            NoticeQueued bell = waiting.poll();
            passed.add(bell);
            found = busy.contains(bell.eventId()) ? null : bell;
        }
        waiting.addAll(passed);
        return Optional.ofNullable(found);
    }

    /** The worst of those that may go next, where it is of the worst level. */
    Optional<NoticeQueued> nextUrgent() {
        return waiting.stream()
                .filter(bell -> bell.level() == Level.P0 && !busy.contains(bell.eventId()))
                .min(waiting.comparator());
    }

    /** Whether the target takes one more message at this moment. */
    boolean open() {
        return busy.size() < atOnce && !paused;
    }

    List<NoticeQueued> waiting() {
        return List.copyOf(waiting);
    }

    /** Takes the event's earliest bell, so that what happened later is told later. */
    NoticeQueued takeFor(NoticeQueued next) {
        NoticeQueued first = waitingOfEvent.get(next.eventId()) == 1 ? next : earliest(next.eventId());
        waiting.remove(first);
        waitingOfEvent.computeIfPresent(first.eventId(), (event, count) -> count == 1 ? null : count - 1);
        busy.add(first.eventId());
        return first;
    }

    private NoticeQueued earliest(String eventId) {
        return waiting.stream()
                .filter(bell -> bell.eventId().equals(eventId))
                .min(Comparator.comparing(NoticeQueued::since))
                .orElseThrow();
    }

    void giveBack(NoticeQueued bell) {
        busy.remove(bell.eventId());
        waiting.add(bell);
        waitingOfEvent.merge(bell.eventId(), 1, Integer::sum);
    }

    void done(NoticeQueued bell) {
        busy.remove(bell.eventId());
        known.remove(bell.noticeId());
    }

    void drop(Set<String> noticeIds) {
        waiting.removeIf(bell -> {
            boolean gone = noticeIds.contains(bell.noticeId());
            if (gone) {
                known.remove(bell.noticeId());
                waitingOfEvent.computeIfPresent(bell.eventId(), (event, count) -> count == 1 ? null : count - 1);
            }
            return gone;
        });
    }

    int size() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
        waitingOfEvent.clear();
    }

    boolean idle() {
        return waiting.isEmpty() && busy.isEmpty() && !paused;
    }
}
