package routes.datasource;

import org.jspecify.annotations.Nullable;

/**
 * What is normal within some hours of the day.
 *
 * @param startHour 0 to 23, in the zone of the source
 * @param endHour exclusive, up to 24
 */
public record RuleBlock(int startHour, int endHour, @Nullable Bound upper, @Nullable Bound lower) {
    public RuleBlock {
        if (startHour < 0 || endHour > 24 || startHour >= endHour) {
            throw new IllegalArgumentException("a block is within a day: " + startHour + " to " + endHour);
        }
    }

    /** @param window minutes for which the value must be beyond the bound */
    public record Bound(double value, int window) {
        public Bound {
            if (!Double.isFinite(value) || window < 1) {
                throw new IllegalArgumentException("a bound is a number over at least a minute: " + value);
            }
        }
    }

    public boolean hasBounds() {
        return upper != null || lower != null;
    }
}
