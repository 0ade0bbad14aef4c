package routes.datasource;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is normal within some hours of the day.
 *
 * @param startHour 0 to 23, in the zone of the source
 * @param endHour exclusive, up to 24
 * @param days of the week on which it holds
 */
public record RuleBlock(int startHour, int endHour, @Nullable Bound upper, @Nullable Bound lower, Set<DayOfWeek> days) {
    private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());

    public RuleBlock {
        days = Set.copyOf(days);
        if (startHour < 0 || endHour > 24 || startHour >= endHour) {
            throw new IllegalArgumentException("a block is within a day: " + startHour + " to " + endHour);
        }
    }

    /** One of every day. */
    public RuleBlock(int startHour, int endHour, @Nullable Bound upper, @Nullable Bound lower) {
        this(startHour, endHour, upper, lower, EVERY_DAY);
    }

    public boolean isOfEveryDay() {
        return days.equals(EVERY_DAY);
    }

    public RuleBlock on(Set<DayOfWeek> others) {
        return new RuleBlock(startHour, endHour, upper, lower, others);
    }

    /**
     * One bound, and when a rule watches it.
     *
     * @param window for how long the value must be beyond the bound: as many values in a row, one each interval, as fit into it
     * @param late how long after the first hour of the block the bound begins to be watched
     * @param longer how long it is watched after the last hour of the block
     */
    public record Bound(double value, Duration window, Duration late, Duration longer) {
        public Bound {
            if (!Double.isFinite(value) || window.toSeconds() < 1) {
                throw new IllegalArgumentException("a bound is a number over at least a second: " + value);
            }
        }

        /** Watched in the hours of the block. */
        public Bound(double value, Duration window) {
            this(value, window, Duration.ZERO, Duration.ZERO);
        }

        /** How many values in a row, one each interval, the window holds; at least one. */
        public int values(Duration interval) {
            long seconds = Math.max(1, interval.toSeconds());
            return (int) Math.max(1, (window.toSeconds() + seconds - 1) / seconds);
        }
    }

    /** @param side {@code upper} or {@code lower} */
    public @Nullable Bound bound(String side) {
        return side.equals("upper") ? upper : lower;
    }

    public boolean hasBounds() {
        return upper != null || lower != null;
    }
}
