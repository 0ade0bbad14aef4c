package routes.threshold;

import java.util.Arrays;

/**
 * The points that one bound is learned from, seen so that the bound is an upper one: for a lower bound they are
 * {@link #mirrored}.
 *
 * @param points by time
 * @param sorted the values, ascending
 * @param mean of the values
 * @param spread distance between the quartiles
 */
@SuppressWarnings("ArrayRecordComponent")
record BoundSample(Points points, double[] sorted, double mean, double spread) {
    private static final double EPSILON_SHARE = 0.2;

    static BoundSample of(Points points) {
        double[] sorted = points.values().clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : points.values()) {
            sum += value;
        }
        double spread = sorted.length == 0 ? 0 : Percentile.of(sorted, 75) - Percentile.of(sorted, 25);
        return new BoundSample(points, sorted, sum / Math.max(1, sorted.length), spread);
    }

    /** The same points upside down. */
    BoundSample mirrored() {
        int n = sorted.length;
        double[] values = new double[n];
        double[] reversed = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = -points.values()[i];
            reversed[i] = -sorted[n - 1 - i];
        }
        Points turned = new Points(points.times(), values, points.interval(), points.dropped());
        return new BoundSample(turned, reversed, -mean, spread);
    }

    int size() {
        return sorted.length;
    }

    double highest() {
        return sorted[sorted.length - 1];
    }

    /** Values on both sides of zero: zero is no natural start of the scale, and a share of the value no fair margin. */
    boolean straddlesZero() {
        return sorted[0] < 0 && highest() > 0;
    }

    /** How far two values may be apart and still belong together. */
    double epsilon() {
        return Math.max(Math.abs(mean), spread) * EPSILON_SHARE;
    }
}
