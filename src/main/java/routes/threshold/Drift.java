package routes.threshold;

import java.util.Arrays;

/** How far the level of a series will have moved when the next day ends, if it moved the same way on nearly all days. */
final class Drift {
    private static final int FEWEST_DAYS = 4;
    private static final int DAYS_AHEAD = 2;

    private Drift() {}

    /** @param away how far each hour lies above its usual level; NaN: unknown */
    static double of(HourCells cells, double[] away) {
        if (cells.days() < FEWEST_DAYS) {
            return 0;
        }
        double[] middles = middles(cells, away);
        double[] steps = new double[Math.max(0, middles.length - 1)];
        int up = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = middles[i + 1] - middles[i];
            up += steps[i] > 0 ? 1 : 0;
        }
        boolean steady = steps.length >= FEWEST_DAYS - 1 && up >= steps.length - steps.length / 5;
        return steady ? Math.max(0, HourCells.median(steps)) * DAYS_AHEAD : 0;
    }

    /** How far each day lies above the usual, by the median of its hours; days without a level are left out. */
    private static double[] middles(HourCells cells, double[] away) {
        double[] middles = new double[cells.days()];
        double[] ofDay = new double[away.length];
        int days = 0;
        int count = 0;
        for (int cell = 0; cell < away.length; cell++) {
            if (away[cell] == away[cell]) {
                ofDay[count++] = away[cell];
            }
            boolean isLast = cell + 1 == away.length || cells.day(cell + 1) != cells.day(cell);
            if (isLast && count > 0) {
                middles[days++] = HourCells.median(Arrays.copyOf(ofDay, count));
                count = 0;
            }
        }
        return Arrays.copyOf(middles, days);
    }
}
