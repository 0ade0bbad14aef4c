package routes.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;

/**
 * Merges alarms of one fingerprint, in log order, into its events. Pure: the same input gives the same
 * result, and input that was merged before changes nothing.
 *
 * <p>Failure policy: a caller that does not know whether an alarm was merged repeats it with the same log position; an alarm
 * whose event covers that position is published again and merged no second time.
 */
public final class FingerprintMerge {
    private final MergePolicy policy;
    private final Map<String, StoredAlarm> stored;
    private final Map<String, Event> known = new HashMap<>();
    private final Map<String, Event> before = new HashMap<>();
    private final LinkedHashMap<String, Event> touched = new LinkedHashMap<>();
    private final List<MergedAlarm> merged = new ArrayList<>();
    private final List<Publication> publications = new ArrayList<>();
    private @Nullable Event last;
    private int retried;

    /**
     * @param last the newest event of the fingerprint, open or not
     * @param events events that stored alarms belong to
     * @param stored alarms of this run that the store has seen before, by id
     */
    public FingerprintMerge(
            MergePolicy policy, @Nullable Event last, List<Event> events, Map<String, StoredAlarm> stored) {
        this.policy = policy;
        this.last = last;
        this.stored = new HashMap<>(stored);
        events.forEach(this::remember);
        if (last != null) {
            remember(last);
        }
    }

    /** Merges the alarms and says what to write and to publish. */
    public MergeResult merge(List<LoggedAlarm> alarms) {
        alarms.forEach(this::take);
        List<EventChange> changes = new ArrayList<>();
        for (Event event : touched.values()) {
            changes.add(EventChange.of(
                    event, before.get(event.id()), last != null && event.id().equals(last.id())));
        }
        return new MergeResult(merged, changes, publications, retried);
    }

    private void take(LoggedAlarm logged) {
        StoredAlarm seen = stored.get(logged.alarm().id());
        if (seen != null && !seen.position().equals(logged.position())) {
            retried++;
            return;
        }
        Event covering = seen == null ? null : known.get(seen.eventId());
        if (covering != null && covering.applied().covers(logged.position())) {
            publishAgain(covering, logged.position());
            return;
        }
        if (outOfDate(logged.alarm())) {
            return;
        }
        Event target = seen == null ? apply(logged) : applyAgain(logged, seen);
        stored.put(
                logged.alarm().id(),
                new StoredAlarm(logged.alarm().id(), logged.position(), target.id(), target.previousId()));
    }

    /**
     * Merges an alarm whose first run was cut off before its event was written. That run may have closed the old event
     * for this alarm already; then what is left of it is done, and nothing is closed or counted twice.
     */
    private Event applyAgain(LoggedAlarm logged, StoredAlarm seen) {
        if (last == null) {
            last = known.get(seen.previousId());
        }
        Event.Step closing = last == null || last.open()
                ? null
                : EventMoves.stepAt(last, logged.position()).orElse(null);
        if (last == null || closing == null) {
            return apply(logged);
        }
        if (closing.transition() == Transition.EXPIRED) {
            publications.add(new Publication(last, Transition.EXPIRED, logged.position()));
        }
        return logged.alarm().status() == AlarmStatus.FIRING ? open(logged) : openResolved(logged);
    }

    /** Whether the expiry sweeper's record speaks of an event that has ended, or that alarms kept alive meanwhile. */
    private boolean outOfDate(Alarm alarm) {
        if (alarm.status() != AlarmStatus.EXPIRED || alarm.expiresAt() == null) {
            return false;
        }
        Instant expiry = last == null || !last.open() ? null : last.times().expiresAt();
        return expiry == null || expiry.isAfter(alarm.expiresAt());
    }

    private Event apply(LoggedAlarm logged) {
        return switch (logged.alarm().status()) {
            case FIRING -> fire(logged);
            case RESOLVED -> recover(logged);
            case EXPIRED -> giveUp(logged);
        };
    }

    private Event fire(LoggedAlarm logged) {
        Event current = last;
        if (current == null) {
            return open(logged);
        }
        if (overtaken(current, logged.alarm())) {
            return note(current, logged, MergeOutcome.LATE);
        }
        if (current.open()) {
            return silentTooLong(current, logged.alarm()) ? reopen(current, logged) : repeat(current, logged);
        }
        return open(logged);
    }

    private boolean overtaken(Event current, Alarm firing) {
        return switch (current.state()) {
            case FIRING -> MessageOrder.overtakenWhileOpen(current, firing, policy.rest());
            case RESOLVED -> MessageOrder.overtakenByRecovery(current, firing, policy.rest());
            case EXPIRED -> false;
        };
    }

    private Event recover(LoggedAlarm logged) {
        Event current = last;
        if (current == null || current.state() == EventState.EXPIRED) {
            return openResolved(logged);
        }
        if (current.open() && MessageOrder.overtakenRecovery(current, logged.alarm(), policy.rest())) {
            return note(current, logged, MergeOutcome.LATE);
        }
        if (current.open()) {
            return policy.recoveryOpensEvent() ? replaceByRecovery(current, logged) : resolve(current, logged);
        }
        return silentTooLong(current, logged.alarm())
                ? openResolved(logged)
                : note(current, logged, MergeOutcome.REPEATED);
    }

    /** The source gives the problem up; what is over already only counts that. */
    private Event giveUp(LoggedAlarm logged) {
        Event current = last;
        if (current == null) {
            return begin(logged, Transition.EXPIRED, MergeOutcome.EXPIRED);
        }
        if (!current.open()) {
            return note(current, logged, MergeOutcome.REPEATED);
        }
        return write(EventMoves.giveUp(current, logged), logged, Transition.EXPIRED, MergeOutcome.EXPIRED);
    }

    private Event open(LoggedAlarm logged) {
        return begin(logged, Transition.OPENED, MergeOutcome.OPENED);
    }

    private Event openResolved(LoggedAlarm logged) {
        return begin(logged, Transition.RESOLVED, MergeOutcome.RECOVERY_ONLY);
    }

    /** The event before is written too, even if nothing else changed: it is the newest of its fingerprint no more. */
    private Event begin(LoggedAlarm logged, Transition transition, MergeOutcome outcome) {
        Event before = last;
        if (before != null) {
            touch(before);
        }
        List<Instant> recent = policy.flapping().recent(before, logged);
        Flapping flapping = policy.flapping().beginning(before, recent, logged);
        Event event = EventMoves.begin(
                logged,
                new EventMoves.Beginning(transition, policy.expiryAfter(logged.alarm()), recent, flapping),
                before);
        return write(event, logged, transition, outcome);
    }

    private Event reopen(Event old, LoggedAlarm logged) {
        Event expired = EventMoves.expire(old, logged);
        last = expired;
        publications.add(new Publication(expired, Transition.EXPIRED, logged.position()));
        return open(logged);
    }

    private Event replaceByRecovery(Event old, LoggedAlarm logged) {
        last = EventMoves.supersede(old, logged);
        return openResolved(logged);
    }

    private Event repeat(Event current, LoggedAlarm logged) {
        Level level = logged.alarm().level();
        if (level.worseThan(current.worst())) {
            Event worse = EventMoves.escalate(current, logged, policy);
            return write(worse, logged, Transition.ESCALATED, MergeOutcome.ESCALATED);
        }
        if (level != current.level()) {
            Event changed = EventMoves.changeLevel(current, logged, policy);
            return write(changed, logged, Transition.LEVEL_CHANGED, MergeOutcome.LEVEL_CHANGED);
        }
        return note(current, logged, MergeOutcome.REPEATED);
    }

    private Event resolve(Event current, LoggedAlarm logged) {
        Event over = EventMoves.resolve(current, logged, policy.flapping().ending(current, logged));
        return write(over, logged, Transition.RESOLVED, MergeOutcome.RESOLVED);
    }

    /** Counts an alarm that changes no state. */
    private Event note(Event current, LoggedAlarm logged, MergeOutcome outcome) {
        Event counted = outcome == MergeOutcome.LATE
                ? EventMoves.countLate(current, logged, policy)
                : EventMoves.repeat(current, logged, policy);
        return write(counted, logged, Transition.REPEATED, outcome);
    }

    private Event write(Event event, LoggedAlarm logged, Transition transition, MergeOutcome outcome) {
        touch(event);
        last = event;
        merged.add(new MergedAlarm(logged, event.id(), outcome, event.previousId()));
        publish(Publication.of(event, transition, logged, outcome));
        return event;
    }

    private void touch(Event event) {
        known.put(event.id(), event);
        touched.put(event.id(), event);
    }

    private void remember(Event event) {
        known.put(event.id(), event);
        before.put(event.id(), event);
    }

    /** A repeat right after another value for the same event only brings that value up to date. */
    private void publish(Publication next) {
        int end = publications.size() - 1;
        Publication previous = end < 0 ? null : publications.get(end);
        if (next.transition() == Transition.REPEATED
                && previous != null
                && previous.event().id().equals(next.event().id())
                && previous.event().revision() == next.event().revision()) {
            publications.set(end, next.instead(previous));
        } else {
            publications.add(next);
        }
    }

    /** Publishes what the alarm did when it was merged: the event as it was then, not as it became later. */
    private void publishAgain(Event event, LogPosition position) {
        Event previous = event.previousId() == null ? null : known.get(event.previousId());
        if (previous != null) {
            EventMoves.stepAt(previous, position)
                    .filter(step -> step.transition() == Transition.EXPIRED)
                    .ifPresent(step -> publications.add(publication(previous, step, step.transition(), position)));
        }
        EventMoves.stepAt(event, position)
                .ifPresentOrElse(
                        step -> publications.add(publication(event, step, step.transition(), position)),
                        () -> publish(EventMoves.lastStepAt(event, position)
                                .map(step -> publication(event, step, Transition.REPEATED, position))
                                .orElseGet(() -> new Publication(event, Transition.REPEATED, position))));
    }

    private static Publication publication(Event event, Event.Step asOf, Transition transition, LogPosition position) {
        return new Publication(EventMoves.asOf(event, asOf), transition, position);
    }

    /** A source that names the same start repeats slowly: it still speaks of the same problem. */
    private boolean silentTooLong(Event event, Alarm alarm) {
        Duration silence = Duration.between(event.lastSeen(), alarm.receivedAt());
        return policy.limited() && silence.compareTo(policy.window()) > 0 && !MessageOrder.belongsTo(event, alarm);
    }
}
