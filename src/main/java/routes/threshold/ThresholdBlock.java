package routes.threshold;

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
 */
public record ThresholdBlock(
        int startHour,
        int endHour,
        @Nullable Double upperBound,
        @Nullable Double lowerBound,
        int windowSize,
        @Nullable Integer upperWindow,
        @Nullable Integer lowerWindow) {
    public ThresholdBlock {
        if (startHour < 0 || endHour > DaySplit.HOURS || startHour >= endHour) {
            throw new IllegalArgumentException("not hours of a day: " + startHour + " to " + endHour);
        }
        if ((upperBound == null) != (upperWindow == null) || (lowerBound == null) != (lowerWindow == null)) {
            throw new IllegalArgumentException("a bound and its window go together");
        }
        if (upperBound == null && lowerBound == null) {
            throw new IllegalArgumentException("a block without a bound says nothing");
        }
    }
}
