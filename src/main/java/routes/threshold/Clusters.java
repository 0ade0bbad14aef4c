package routes.threshold;

/**
 * Density clusters (DBSCAN) of numbers. Because the numbers are sorted, the neighbours of a value are a slice of the
 * array whose ends only move forward: one pass, no distances between all pairs.
 */
final class Clusters {
    private Clusters() {}

    /**
     * The highest value that belongs to a cluster of at least {@code minPoints} values, or negative infinity.
     *
     * @param sorted ascending
     * @param epsilon values this far apart are neighbours
     * @param minPoints neighbours, itself included, that make a value a core
     */
    static double highest(double[] sorted, double epsilon, int minPoints) {
        int low = sorted.length;
        int high = sorted.length - 1;
        for (int i = sorted.length - 1; i >= 0; i--) {
            low = Math.min(low, i);
            while (low > 0 && sorted[i] - sorted[low - 1] <= epsilon) {
                low--;
            }
            while (sorted[high] - sorted[i] > epsilon) {
                high--;
            }
            if (high - low + 1 >= minPoints) {
                return sorted[high];
            }
        }
        return Double.NEGATIVE_INFINITY;
    }
}
