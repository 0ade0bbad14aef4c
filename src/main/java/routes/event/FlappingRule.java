package routes.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;

/**
 * When a fingerprint flaps: it begins and ends so often within a time, until it is quiet for that time. Pure: what it says
 * follows from the events and the alarm alone, so that an alarm that is merged again says the same.
 *
 * @param changes beginnings and ends within the window that make it flapping; 0 is never
 */
public record FlappingRule(int changes, Duration window) {
    public static final FlappingRule OFF = new FlappingRule(0, Duration.ZERO);

    public FlappingRule {
        if (changes < 0 || changes == 1 || changes > Event.HISTORY) {
            throw new IllegalArgumentException(
                    "flapping takes 2 to " + Event.HISTORY + " changes, or 0 for never: " + changes);
        }
        if (window.isNegative()) {
            throw new IllegalArgumentException("the flapping window must not be negative: " + window);
        }
    }

    private boolean on() {
        return changes > 0 && !window.isZero();
    }

    /** Until when nothing may change for it to be stable again. */
    public Instant quietUntil(Event event) {
        return changesOf(event, null).stream()
                .reduce((earlier, later) -> later)
                .orElse(event.firstSeen())
                .plus(window);
    }

    /**
     * What a new event knows of the events before it: nothing if the one before ended without a recovery (a source that
     * repeats slowly does not flap), and nothing unless one of them changed a short while ago and the
     * mark of its first step does not say so.
     */
    List<Instant> recent(@Nullable Event previous, LoggedAlarm logged) {
        if (previous == null || !on() || previous.state() == EventState.EXPIRED) {
            return List.of();
        }
        if (previous.flapping().isPresent() && goesOn(previous, logged)) {
            return List.of();
        }
        List<Instant> recent = new ArrayList<>(previous.recent());
        recent.addAll(changesOf(previous, logged.position()));
        recent.removeIf(at -> outside(at, logged));
        return recent.subList(Math.max(0, recent.size() - changes), recent.size());
    }

    /** The mark of the step with which an event begins after {@code previous}. */
    @Nullable
    Flapping beginning(@Nullable Event previous, List<Instant> recent, LoggedAlarm logged) {
        Optional<Flapping> before =
                on() && previous != null && previous.state() != EventState.EXPIRED && goesOn(previous, logged)
                        ? previous.flapping()
                        : Optional.empty();
        return changed(before, recent.size(), logged);
    }

    /** The mark of the step with which an event ends. */
    @Nullable
    Flapping ending(Event event, LoggedAlarm logged) {
        Optional<Flapping> before = on() && goesOn(event, logged) ? event.flapping() : Optional.empty();
        long recent = Stream.concat(event.recent().stream(), changesOf(event, null).stream())
                .filter(at -> !outside(at, logged))
                .count();
        return changed(before, (int) recent, logged);
    }

    /** The mark of the step with which an open event gets worse. */
    @Nullable
    Flapping escalation(Event event, LoggedAlarm logged) {
        Level level = logged.alarm().level();
        return event.flapping()
                .filter(before -> on() && goesOn(event, logged))
                .map(before -> before.escalated(level))
                .orElse(null);
    }

    private @Nullable Flapping changed(Optional<Flapping> before, int recent, LoggedAlarm logged) {
        Level level = logged.alarm().level();
        if (before.isPresent()) {
            return before.get().changed(level);
        }
        boolean noticed = on() && recent + 1 >= changes;
        return noticed ? new Flapping(noticedAt(logged), recent + 1, level, false) : null;
    }

    private static Instant noticedAt(LoggedAlarm logged) {
        return logged.alarm().receivedAt().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean goesOn(Event event, LoggedAlarm logged) {
        return changesOf(event, logged.position()).stream().anyMatch(at -> !outside(at, logged));
    }

    private boolean outside(Instant at, LoggedAlarm logged) {
        return at.plus(window).isBefore(logged.alarm().receivedAt());
    }

    /** When it began and ended; without the record at {@code but}, whose change may be written already. */
    private static List<Instant> changesOf(Event event, @Nullable LogPosition but) {
        return event.history().stream()
                .filter(step -> step.transition() == Transition.OPENED || step.transition() == Transition.RESOLVED)
                .filter(step -> !step.position().equals(but))
                .map(Event.Step::at)
                .toList();
    }
}
