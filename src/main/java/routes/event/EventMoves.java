package routes.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;

/** The changes that an alarm makes to an event, each a pure function. */
final class EventMoves {
    private EventMoves() {}

    /** A new event; the alarm that opens it gives it its id. */
    static Event begin(LoggedAlarm logged, Beginning how, @Nullable Event previous) {
        Alarm alarm = logged.alarm();
        Instant at = alarm.receivedAt();
        return new Event(
                alarm.id(),
                contentOf(alarm),
                alarm.fingerprint(),
                how.state(),
                alarm.level(),
                1,
                at,
                at,
                how.state() == EventState.RESOLVED ? at : null,
                alarm.occurredAt(),
                1,
                logged.position(),
                previous == null ? null : previous.id(),
                List.of(new Event.Step(1, how.transition(), alarm.level(), at, logged.position(), how.flapping())),
                how.recent());
    }

    /** As what an event begins, and what its fingerprint did before. */
    record Beginning(EventState state, Transition transition, List<Instant> recent, @Nullable Flapping flapping) {}

    static Event repeat(Event event, LoggedAlarm logged) {
        return new Draft(event, logged).count().content().build();
    }

    /** A late alarm is counted and nothing else: what the event says stays newer. */
    static Event countLate(Event event, LoggedAlarm logged) {
        return new Draft(event, logged).count().build();
    }

    static Event escalate(Event event, LoggedAlarm logged, @Nullable Flapping flapping) {
        Draft draft = new Draft(event, logged).count().content();
        draft.level = logged.alarm().level();
        return draft.step(Transition.ESCALATED, flapping).build();
    }

    static Event resolve(Event event, LoggedAlarm logged, @Nullable Flapping flapping) {
        Draft draft = new Draft(event, logged).count().content().become(EventState.RESOLVED);
        draft.resolvedAt = logged.alarm().receivedAt();
        return draft.step(Transition.RESOLVED, flapping).build();
    }

    /** Ends an event because its recovery becomes an event of its own, which is where that alarm counts. */
    static Event supersede(Event event, LoggedAlarm logged) {
        Draft draft = new Draft(event, logged).become(EventState.RESOLVED);
        draft.resolvedAt = logged.alarm().receivedAt();
        return draft.step(Transition.RESOLVED, event.flapping().orElse(null)).build();
    }

    static Event expire(Event event, LoggedAlarm logged) {
        return new Draft(event, logged)
                .become(EventState.EXPIRED)
                .step(Transition.EXPIRED, event.flapping().orElse(null))
                .build();
    }

    static Optional<Event.Step> stepAt(Event event, LogPosition position) {
        return event.history().stream()
                .filter(step -> step.position().equals(position))
                .findFirst();
    }

    /** The latest transition that had happened when the record at {@code position} was merged. */
    static Optional<Event.Step> lastStepAt(Event event, LogPosition position) {
        return event.history().stream()
                .filter(step -> position.covers(step.position()))
                .reduce((earlier, later) -> later);
    }

    /** The event with the state, level and revision that it had right after {@code step}. */
    static Event asOf(Event event, Event.Step step) {
        EventState state =
                switch (step.transition()) {
                    case OPENED, REPEATED, ESCALATED -> EventState.FIRING;
                    case RESOLVED -> EventState.RESOLVED;
                    case EXPIRED -> EventState.EXPIRED;
                };
        return new Event(
                event.id(),
                event.content(),
                event.fingerprint(),
                state,
                step.level(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                state == EventState.RESOLVED ? event.resolvedAt() : null,
                event.sourceTime(),
                step.revision(),
                event.applied(),
                event.previousId(),
                event.history(),
                event.recent());
    }

    private static Event.Content contentOf(Alarm alarm) {
        return new Event.Content(
                alarm.source(),
                alarm.agentType(),
                alarm.datasourceType(),
                alarm.title(),
                alarm.summary(),
                alarm.labels(),
                alarm.project(),
                alarm.product(),
                alarm.customer(),
                alarm.region(),
                alarm.disposition(),
                alarm.raw());
    }

    /** A recovery often comes without the labels of its alarm: owners once known are kept. */
    private static Event.Content update(Event.Content old, Alarm alarm) {
        Event.Content next = contentOf(alarm);
        return new Event.Content(
                next.source(),
                next.agentType(),
                next.datasourceType(),
                next.title(),
                next.summary(),
                next.labels(),
                keep(old.project(), next.project()),
                keep(old.product(), next.product()),
                keep(old.customer(), next.customer()),
                keep(old.region(), next.region()),
                next.disposition(),
                next.raw());
    }

    private static List<String> keep(List<String> old, List<String> next) {
        return next.isEmpty() ? old : next;
    }

    private static final class Draft {
        private final Event event;
        private final LoggedAlarm logged;
        private Event.Content content;
        private EventState state;
        private routes.alarm.Level level;
        private long count;
        private Instant lastSeen;
        private @Nullable Instant resolvedAt;
        private @Nullable Instant sourceTime;
        private long revision;
        private List<Event.Step> history;

        Draft(Event event, LoggedAlarm logged) {
            this.event = event;
            this.logged = logged;
            content = event.content();
            state = event.state();
            level = event.level();
            count = event.count();
            lastSeen = event.lastSeen();
            resolvedAt = event.resolvedAt();
            sourceTime = event.sourceTime();
            revision = event.revision();
            history = event.history();
        }

        Draft count() {
            count++;
            lastSeen = later(lastSeen, logged.alarm().receivedAt());
            return this;
        }

        Draft content() {
            content = update(content, logged.alarm());
            Instant occurred = logged.alarm().occurredAt();
            sourceTime = occurred == null ? sourceTime : occurred;
            return this;
        }

        Draft become(EventState next) {
            if (!state.mayBecome(next)) {
                throw new IllegalStateException("event " + event.id() + " is " + state + ", cannot become " + next);
            }
            state = next;
            return this;
        }

        Draft step(Transition transition, @Nullable Flapping flapping) {
            revision++;
            List<Event.Step> steps = new ArrayList<>(history);
            steps.add(new Event.Step(
                    revision, transition, level, logged.alarm().receivedAt(), logged.position(), flapping));
            history = steps.subList(Math.max(0, steps.size() - Event.HISTORY), steps.size());
            return this;
        }

        Event build() {
            return new Event(
                    event.id(),
                    content,
                    event.fingerprint(),
                    state,
                    level,
                    count,
                    event.firstSeen(),
                    lastSeen,
                    resolvedAt,
                    sourceTime,
                    revision,
                    logged.position(),
                    event.previousId(),
                    history,
                    event.recent());
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
