package routes.threshold;

import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Series as VeAIOps' golden vectors have them: from 2024-01-01T00:00Z, one point a minute, a week long. */
public final class SeriesFixtures {
    public static final long START = 1_704_067_200L;
    public static final int DAY = 1_440;
    public static final int WEEK = 7 * DAY;

    private SeriesFixtures() {}

    public static Series aWeekOf(IntToDoubleFunction value) {
        return aSeries(WEEK, 60, value);
    }

    public static Series aSeries(int points, long interval, IntToDoubleFunction value) {
        long[] times =
                LongStream.range(0, points).map(i -> START + i * interval).toArray();
        return of(times, IntStream.range(0, points).mapToDouble(value).toArray());
    }

    public static Series of(long[] times, double... values) {
        return new Series("cpu", Map.of("host", "a"), "cpu|host=a", times, values);
    }

    /** 80 at midnight, 20 at noon. */
    static double triangle(int i) {
        return 20 + 60 * Math.abs((i % DAY) / (double) DAY - 0.5) * 2;
    }

    /** Between -1 and 1, from midnight up. */
    public static double sine(double i) {
        return Math.sin(2 * Math.PI * i / DAY);
    }

    /** The same numbers in every run. */
    public static IntToDoubleFunction noise(long seed) {
        double[] values = new Random(seed).doubles(4 * WEEK, -1, 1).toArray();
        return i -> values[i];
    }
}
