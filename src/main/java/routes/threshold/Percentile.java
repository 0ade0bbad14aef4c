package routes.threshold;

/** Percentiles with linear interpolation. */
final class Percentile {
    private Percentile() {}

    /** @param sorted ascending, at least one value */
    static double of(double[] sorted, double percent) {
        double place = (sorted.length - 1) * percent / 100;
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
