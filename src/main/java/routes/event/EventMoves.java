package routes.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;

/** The changes that an alarm makes to an event, each a pure function. */
final class EventMoves {
    private EventMoves() {}

    /** A new event; the alarm that opens it gives it its id. */
    static Event begin(LoggedAlarm logged, Beginning how, @Nullable Event previous) {
        Alarm alarm = logged.alarm();
        Instant at = alarm.receivedAt();
        EventState state = stateAfter(how.transition());
        return new Event(
                alarm.id(),
                EventContents.of(alarm),
                alarm.fingerprint(),
                state,
                alarm.level(),
                alarm.level(),
                1,
                at,
                at,
                state == EventState.RESOLVED ? at : null,
                beginningTimes(alarm, how, previous),
                1,
                logged.position(),
                previous == null ? null : previous.id(),
                List.of(new Event.Step(1, how.transition(), alarm.level(), at, logged.position(), how.flapping())),
                how.recent());
    }

    private static Event.Times beginningTimes(Alarm alarm, Beginning how, @Nullable Event previous) {
        Instant expiry =
                switch (how.transition()) {
                    case OPENED -> how.expiry();
                    case EXPIRED -> alarm.receivedAt();
                    default -> null;
                };
        return new Event.Times(alarm.startedAt(), alarm.sentAt(), expiry, takenBack(alarm, how, previous));
    }

    private static @Nullable Instant takenBack(Alarm alarm, Beginning how, @Nullable Event previous) {
        return how.transition() == Transition.OPENED
                        && previous != null
                        && previous.state() == EventState.RESOLVED
                        && MessageOrder.contradicts(previous, alarm)
                ? previous.times().sentAt()
                : null;
    }

    /** As what an event begins, when it ends by itself, and what its fingerprint did before. */
    record Beginning(
            Transition transition, @Nullable Instant expiry, List<Instant> recent, @Nullable Flapping flapping) {}

    static Event repeat(Event event, LoggedAlarm logged, MergePolicy policy) {
        return new Draft(event, logged).count().seen().content().expiry(policy).build();
    }

    /** A late alarm is counted and puts off the expiry: what the event says stays newer. */
    static Event countLate(Event event, LoggedAlarm logged, MergePolicy policy) {
        return new Draft(event, logged).count().expiry(policy).build();
    }

    static Event escalate(Event event, LoggedAlarm logged, MergePolicy policy) {
        return new Draft(event, logged)
                .count()
                .seen()
                .content()
                .expiry(policy)
                .level()
                .step(Transition.ESCALATED, policy.flapping().escalation(event, logged))
                .build();
    }

    static Event changeLevel(Event event, LoggedAlarm logged, MergePolicy policy) {
        return new Draft(event, logged)
                .count()
                .seen()
                .content()
                .expiry(policy)
                .level()
                .step(Transition.LEVEL_CHANGED, event.flapping().orElse(null))
                .build();
    }

    static Event resolve(Event event, LoggedAlarm logged, @Nullable Flapping flapping) {
        return new Draft(event, logged)
                .count()
                .seen()
                .content()
                .become(EventState.RESOLVED)
                .step(Transition.RESOLVED, flapping)
                .build();
    }

    /** Ends an event because its recovery becomes an event of its own, which is where that alarm counts. */
    static Event supersede(Event event, LoggedAlarm logged) {
        return new Draft(event, logged)
                .become(EventState.RESOLVED)
                .step(Transition.RESOLVED, event.flapping().orElse(null))
                .build();
    }

    /** Ends an event because an alarm after a long silence opens the next one. */
    static Event expire(Event event, LoggedAlarm logged) {
        return new Draft(event, logged)
                .become(EventState.EXPIRED)
                .expiredAt(null)
                .step(Transition.EXPIRED, event.flapping().orElse(null))
                .build();
    }

    /** Ends an event without a recovery: its time ran out, or the source gave it up. */
    static Event giveUp(Event event, LoggedAlarm logged) {
        Alarm alarm = logged.alarm();
        Draft draft = new Draft(event, logged).become(EventState.EXPIRED);
        return (alarm.expiresAt() == null
                        ? draft.count().seen().content().expiredAt(alarm.receivedAt())
                        : draft.expiredAt(alarm.expiresAt()))
                .step(Transition.EXPIRED, event.flapping().orElse(null))
                .build();
    }

    private static EventState stateAfter(Transition transition) {
        return switch (transition) {
            case OPENED, REPEATED, ESCALATED, LEVEL_CHANGED -> EventState.FIRING;
            case RESOLVED -> EventState.RESOLVED;
            case EXPIRED -> EventState.EXPIRED;
        };
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
        EventState state = stateAfter(step.transition());
        return new Event(
                event.id(),
                event.content(),
                event.fingerprint(),
                state,
                step.level(),
                event.worst(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                state == EventState.RESOLVED ? event.resolvedAt() : null,
                event.times(),
                step.revision(),
                event.applied(),
                event.previousId(),
                event.history(),
                event.recent());
    }

    private static final class Draft {
        private final Event event;
        private final LoggedAlarm logged;
        private Event.Content content;
        private EventState state;
        private Level level;
        private Level worst;
        private long count;
        private Instant lastSeen;
        private @Nullable Instant resolvedAt;
        private Event.Times times;
        private long revision;
        private List<Event.Step> history;

        Draft(Event event, LoggedAlarm logged) {
            this.event = event;
            this.logged = logged;
            content = event.content();
            state = event.state();
            level = event.level();
            worst = event.worst();
            count = event.count();
            lastSeen = event.lastSeen();
            resolvedAt = event.resolvedAt();
            times = event.times();
            revision = event.revision();
            history = event.history();
        }

        Draft count() {
            count++;
            return this;
        }

        Draft seen() {
            Instant received = logged.alarm().receivedAt();
            lastSeen = received.isAfter(lastSeen) ? received : lastSeen;
            return this;
        }

        Draft content() {
            Alarm alarm = logged.alarm();
            content = EventContents.after(content, alarm);
            times = new Event.Times(
                    later(times.startedAt(), alarm.startedAt()),
                    alarm.sentAt() == null ? times.sentAt() : alarm.sentAt(),
                    times.expiresAt(),
                    times.overruledEnd());
            return this;
        }

        /** An open event lives on with each firing alarm; what is over has no end to wait for. */
        Draft expiry(MergePolicy policy) {
            boolean livesOn = state == EventState.FIRING && logged.alarm().status() == AlarmStatus.FIRING;
            return livesOn ? expiredAt(policy.expiryAfter(logged.alarm())) : this;
        }

        Draft expiredAt(@Nullable Instant at) {
            times = new Event.Times(times.startedAt(), times.sentAt(), at, times.overruledEnd());
            return this;
        }

        Draft level() {
            level = logged.alarm().level();
            worst = level.worseThan(worst) ? level : worst;
            return this;
        }

        Draft become(EventState next) {
            if (!state.mayBecome(next)) {
                throw new IllegalStateException("event " + event.id() + " is " + state + ", cannot become " + next);
            }
            state = next;
            resolvedAt = next == EventState.RESOLVED ? logged.alarm().receivedAt() : resolvedAt;
            return next == EventState.RESOLVED ? expiredAt(null) : this;
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
                    worst,
                    count,
                    event.firstSeen(),
                    lastSeen,
                    resolvedAt,
                    times,
                    revision,
                    logged.position(),
                    event.previousId(),
                    history,
                    event.recent());
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isAfter(one)) ? other : one;
        }
    }
}
