package routes.threshold;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells whether a series repeats every day: whole days are laid over each other, and their mean correlation decides. Days
 * start at the first point and follow the wall clock.
 */
final class Periodicity {
    private static final int LONGEST_DAYS = 7;

    private Periodicity() {}

    /** @param local what the wall clock shows at each point */
    static boolean isDaily(Points points, long[] local, double correlation) {
        int n = local.length;
        if (n < 2 || local[n - 1] - local[0] < 2 * Points.DAY || points.interval() > Points.DAY / 2) {
            return false;
        }
        double[][] days = wholeDays(points, local);
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                if (isConstant(days[i]) || isConstant(days[j])) {
                    continue;
                }
                if (liesAbove(days[i], days[j]) || liesAbove(days[j], days[i])) {
                    return false;
                }
                double found = Correlation.of(days[i], days[j], fewest(days[i].length));
                sum += Double.isNaN(found) ? 0 : found;
                pairs += Double.isNaN(found) ? 0 : 1;
            }
        }
        return pairs > 0 && sum / pairs >= correlation;
    }

    /** Half a day must be there, whatever the interval. */
    private static int fewest(int buckets) {
        return buckets / 2;
    }

    /** One row a whole day with enough points, a column for each interval of the day; NaN where there is no point. */
    private static double[][] wholeDays(Points points, long[] local) {
        int n = local.length;
        int from = firstSince(local, local[n - 1] - LONGEST_DAYS * Points.DAY);
        long first = local[from];
        int buckets = (int) (Points.DAY / points.interval());
        int count = (int) ((latest(local, from) - first) / Points.DAY) + 1;
        double[][] days = new double[count][buckets];
        long[] earliest = new long[count];
        long[] latest = new long[count];
        for (int day = 0; day < count; day++) {
            Arrays.fill(days[day], Double.NaN);
            earliest[day] = Long.MAX_VALUE;
        }
        for (int i = from; i < n; i++) {
            long since = local[i] - first;
            if (since < 0) {
                continue;
            }
            int day = (int) (since / Points.DAY);
            long second = since % Points.DAY;
            days[day][(int) Math.min(buckets - 1L, second / points.interval())] = points.values()[i];
            earliest[day] = Math.min(earliest[day], second);
            latest[day] = Math.max(latest[day], second);
        }
        int[] kept = IntStream.range(0, count)
                .filter(day -> latest[day] - earliest[day] >= Points.DAY - points.interval())
                .filter(day -> filled(days[day]) >= fewest(buckets))
                .toArray();
        return Arrays.stream(kept).mapToObj(day -> days[day]).toArray(double[][]::new);
    }

    private static int firstSince(long[] local, long since) {
        int index = 0;
        while (local[index] < since) {
            index++;
        }
        return index;
    }

    /** Not always the last: the clock goes back when summer ends. */
    private static long latest(long[] local, int from) {
        long latest = local[from];
        for (int i = from; i < local.length; i++) {
            latest = Math.max(latest, local[i]);
        }
        return latest;
    }

    private static int filled(double[] day) {
        int count = 0;
        for (double value : day) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }

    private static boolean isConstant(double[] day) {
        return lowest(day) == highest(day);
    }

    private static boolean liesAbove(double[] one, double[] other) {
        return lowest(one) >= highest(other);
    }

    private static double lowest(double[] day) {
        double lowest = Double.POSITIVE_INFINITY;
        for (double value : day) {
            lowest = value < lowest ? value : lowest;
        }
        return lowest;
    }

    private static double highest(double[] day) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : day) {
            highest = value > highest ? value : highest;
        }
        return highest;
    }
}
