package routes.threshold;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of some hours of the day, half-open, in the zone of the settings. At least one bound is set; a value
 * strictly above the upper or strictly below the lower one is outside.
 *
 * @param startHour 0 to 23
 * @param endHour 1 to 24, after the start: a block never wraps midnight
 * @param windowSize the window of VeAIOps' format: the upper one's where there is one
 * @param upperWindow consecutive points above the upper bound that make an alarm
 * @param lowerWindow consecutive points below the lower bound that make an alarm
 * @param interval between two points, so that a window has a length
 * @param days of the week on which it holds
 */
public record ThresholdBlock(
        int startHour,
        int endHour,
        @Nullable Double upperBound,
        @Nullable Double lowerBound,
        int windowSize,
        @Nullable Integer upperWindow,
        @Nullable Integer lowerWindow,
        Duration interval,
        Set<DayOfWeek> days) {
    public static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());
    public static final Set<DayOfWeek> WEEKENDS = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    public static final Set<DayOfWeek> WEEKDAYS = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    public ThresholdBlock {
        days = Set.copyOf(days);
        if (startHour < 0 || endHour > DaySplit.HOURS || startHour >= endHour) {
            throw new IllegalArgumentException("not hours of a day: " + startHour + " to " + endHour);
        }
        if ((upperBound == null) != (upperWindow == null) || (lowerBound == null) != (lowerWindow == null)) {
            throw new IllegalArgumentException("a bound and its window go together");
        }
        if (upperBound == null && lowerBound == null) {
            throw new IllegalArgumentException("a block without a bound says nothing");
        }
        if (interval.toSeconds() < 1) {
            throw new IllegalArgumentException("an interval is at least a second: " + interval);
        }
    }

    /** One of every day. */
    public ThresholdBlock(
            int startHour,
            int endHour,
            @Nullable Double upperBound,
            @Nullable Double lowerBound,
            int windowSize,
            @Nullable Integer upperWindow,
            @Nullable Integer lowerWindow,
            Duration interval) {
        this(startHour, endHour, upperBound, lowerBound, windowSize, upperWindow, lowerWindow, interval, EVERY_DAY);
    }

    ThresholdBlock on(Set<DayOfWeek> others) {
        return new ThresholdBlock(
                startHour, endHour, upperBound, lowerBound, windowSize, upperWindow, lowerWindow, interval, others);
    }

    /** Whether it holds at a time of its zone. */
    public boolean holds(ZonedDateTime at) {
        return days.contains(at.getDayOfWeek()) && at.getHour() >= startHour && at.getHour() < endHour;
    }

    /** For how long values must be above the upper bound: as many points as its window, each for one interval. */
    public @Nullable Long upperSeconds() {
        return seconds(upperWindow);
    }

    /** The same for the lower bound. */
    public @Nullable Long lowerSeconds() {
        return seconds(lowerWindow);
    }

    private @Nullable Long seconds(@Nullable Integer window) {
        return window == null ? null : (Long) (window * interval.toSeconds());
    }
}
