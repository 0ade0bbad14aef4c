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
        this.waiting =
                new PriorityQueue<>(Comparator.comparingLong((NoticeQueued queued) -> rank(queued, bounds.ageing()))
                        .thenComparing(NoticeQueued::noticeId));
    }

    /** A level is worth a head start: every notice ages alike, so the order between two never changes. */
    private static long rank(NoticeQueued queued, Duration ageing) {
        return queued.since().toEpochMilli() + queued.level().ordinal() * ageing.toMillis();
    }

    boolean add(NoticeQueued queued) {
        if (!known.add(queued.noticeId())) {
            return false;
        }
        waitingOfEvent.merge(queued.eventId(), 1, Integer::sum);
        return waiting.add(queued);
    }

    /** The first notice whose event is not being sent about; it stays in the queue until it is taken. */
    Optional<NoticeQueued> next() {
        NoticeQueued head = waiting.peek();
        if (head == null || !busy.contains(head.eventId())) {
            return Optional.ofNullable(head);
        }
        List<NoticeQueued> passed = new ArrayList<>();
        NoticeQueued found = null;
        while (found == null && !waiting.isEmpty()) {
            NoticeQueued queued = waiting.poll();
            passed.add(queued);
            found = busy.contains(queued.eventId()) ? null : queued;
        }
        waiting.addAll(passed);
        return Optional.ofNullable(found);
    }

    /** The worst of those that may go next, where it is of the worst level. */
    Optional<NoticeQueued> nextUrgent() {
        return waiting.stream()
                .filter(queued -> queued.level() == Level.P0 && !busy.contains(queued.eventId()))
                .min(waiting.comparator());
    }

    /** Whether the target takes one more message at this moment. */
    boolean open() {
        return busy.size() < atOnce && !paused;
    }

    List<NoticeQueued> waiting() {
        return List.copyOf(waiting);
    }

    /** Takes the event's earliest notice, so that what happened later is sent later. */
    NoticeQueued takeFor(NoticeQueued next) {
        NoticeQueued first = waitingOfEvent.getOrDefault(next.eventId(), 1) == 1 ? next : earliest(next.eventId());
        waiting.remove(first);
        waitingOfEvent.computeIfPresent(first.eventId(), (event, count) -> count == 1 ? null : count - 1);
        busy.add(first.eventId());
        return first;
    }

    private NoticeQueued earliest(String eventId) {
        return waiting.stream()
                .filter(queued -> queued.eventId().equals(eventId))
                .min(Comparator.comparing(NoticeQueued::since))
                .orElseThrow();
    }

    void giveBack(NoticeQueued queued) {
        busy.remove(queued.eventId());
        waiting.add(queued);
        waitingOfEvent.merge(queued.eventId(), 1, Integer::sum);
    }

    void done(NoticeQueued queued) {
        busy.remove(queued.eventId());
        known.remove(queued.noticeId());
    }

    void drop(Set<String> noticeIds) {
        waiting.removeIf(queued -> {
            boolean gone = noticeIds.contains(queued.noticeId());
            if (gone) {
                known.remove(queued.noticeId());
                waitingOfEvent.computeIfPresent(queued.eventId(), (event, count) -> count == 1 ? null : count - 1);
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
