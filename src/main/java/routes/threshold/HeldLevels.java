package routes.threshold;

import java.util.Arrays;

/**
 * The highest level that some points in a row hold, for each {@link HourCells cell}: a bound above it raises no alarm
 * there. Windows are asked for in ascending order; each is one pass over the one before.
 */
final class HeldLevels {
    private final HourCells cells;
    private final double[] values;
    private final double[] held;
    private final int[] runEnd;
    private final double[] singles;
    private final double[] pairs;
    private int window = 1;

    /** @param values those of the points, or negated for the lower side */
    HeldLevels(HourCells cells, double[] values) {
        this.cells = cells;
        this.values = values;
        this.held = values.clone();
        this.runEnd = new int[values.length];
        Points points = cells.points();
        for (int i = values.length - 1; i >= 0; i--) {
            boolean goesOn = i + 1 < values.length && points.times()[i + 1] - points.times()[i] <= points.silence();
            runEnd[i] = goesOn ? runEnd[i + 1] : i + 1;
        }
        this.singles = peaks();
        widen(2);
        this.pairs = peaks();
    }

    double[] values() {
        return values;
    }

    /** NaN for a cell in which no such row starts. */
    double[] of(int wanted) {
        if (wanted <= 2) {
            return wanted == 1 ? singles : pairs;
        }
        widen(wanted);
        return peaks();
    }

    private void widen(int wanted) {
        for (; window < wanted; window++) {
            for (int i = 0; i < held.length; i++) {
                held[i] = i + window < runEnd[i] ? Math.min(held[i], values[i + window]) : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private double[] peaks() {
        double[] peaks = new double[cells.count()];
        Arrays.fill(peaks, Double.NaN);
        for (int cell = 0; cell < peaks.length; cell++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = cells.start(cell); i < cells.end(cell); i++) {
                highest = Math.max(highest, held[i]);
            }
            peaks[cell] = highest == Double.NEGATIVE_INFINITY ? Double.NaN : highest;
        }
        return peaks;
    }
}
