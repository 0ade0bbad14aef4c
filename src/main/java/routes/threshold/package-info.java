/**
 * The recommendation of alarm thresholds: pure functions from a series of numbers to the bounds that it should keep.
 *
 * <p>{@link routes.threshold.ThresholdEngine} is the entry point. It knows no clock, no store and no provider.
 */
@NullMarked
package routes.threshold;

import org.jspecify.annotations.NullMarked;
