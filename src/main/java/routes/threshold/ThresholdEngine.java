package routes.threshold;

/** Recommends thresholds for one series at a time. */
public final class ThresholdEngine {
    private ThresholdEngine() {}

    /** Never throws for what a series holds: a series without a recommendation has a {@link Reason}. */
    public static Recommendation recommend(Series series, Settings settings) {
        throw new UnsupportedOperationException("recommending for " + series.uniqueKey() + " is being built");
    }
}
