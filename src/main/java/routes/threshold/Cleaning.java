package routes.threshold;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Makes points of what was fetched: sorted, in seconds, one finite value for each second. */
final class Cleaning {
    private static final double LARGEST = 1e50;
    private static final long NANOS = 1_000_000_000_000_000_000L;
    private static final long MICROS = 1_000_000_000_000_000L;
    private static final long MILLIS = 1_000_000_000_000L;

    private Cleaning() {}

    static Points clean(Series series, Optional<Duration> interval) {
        long[] times = seconds(series.times());
        double[] values = series.values().clone();
        int before = times.length;
        if (!isClean(times, values)) {
            int[] order = order(times, values);
            times = IntStream.of(order).mapToLong(at(times)).toArray();
            values = IntStream.of(order).mapToDouble(at(values)).toArray();
        }
        long step = interval.map(Duration::toSeconds).orElse(median(times));
        return new Points(times, values, Math.max(1, step), before - times.length);
    }

    private static IntToLongFunction at(long[] times) {
        return index -> times[index];
    }

    private static IntToDoubleFunction at(double[] values) {
        return index -> values[index];
    }

    private static long[] seconds(long[] times) {
        long[] seconds = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            seconds[i] = seconds(times[i]);
        }
        return seconds;
    }

    static long seconds(long time) {
        if (time >= NANOS) {
            return time / 1_000_000_000;
        }
        if (time >= MICROS) {
            return time / 1_000_000;
        }
        return time >= MILLIS ? time / 1_000 : time;
    }

    private static boolean isClean(long[] times, double[] values) {
        for (int i = 0; i < times.length; i++) {
            if (!isUsable(times[i], values[i]) || (i > 0 && times[i] <= times[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** A time before 1970 is none of a measurement. */
    private static boolean isUsable(long time, double value) {
        return time >= 0 && Math.abs(value) <= LARGEST;
    }

    /** Indexes of the points that stay, by time. Of several at one second the middle value stays, whatever their order. */
    private static int[] order(long[] times, double[] values) {
        int[] sorted = IntStream.range(0, times.length)
                .filter(index -> isUsable(times[index], values[index]))
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(index -> times[index])
                        .thenComparingDouble(index -> values[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        int kept = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || times[sorted[i]] != times[sorted[start]]) {
                sorted[kept++] = sorted[start + (i - 1 - start) / 2];
                start = i;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private static long median(long[] times) {
        if (times.length < 2) {
            return 1;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
