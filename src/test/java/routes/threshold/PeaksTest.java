package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The fast steps give what the slow ones, written down plainly, give. */
class PeaksTest {
    @Property(tries = 500)
    void the_level_is_the_lowest_above_which_few_enough_incidents_lie(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int window, @ForAll @IntRange(max = 3) int ignored) {
        BoundSample sample = sample(seed);
        double from = Percentile.of(sample.sorted(), 40);

        assertThat(Peaks.raise(sample, from, window, ignored)).isEqualTo(slowly(sample, from, window, ignored));
    }

    @Property(tries = 500)
    void the_highest_clustered_value_is_a_neighbour_of_the_highest_core(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int minPoints) {
        double[] sorted = sample(seed).sorted();
        double epsilon = 1.5;
        double core = Arrays.stream(sorted)
                .filter(value -> Arrays.stream(sorted)
                                .filter(other -> Math.abs(other - value) <= epsilon)
                                .count()
                        >= minPoints)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
        double expected = Arrays.stream(sorted)
                .filter(value -> value - core <= epsilon)
                .filter(value -> core > Double.NEGATIVE_INFINITY)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);

        assertThat(Clusters.highest(sorted, epsilon, minPoints)).isEqualTo(expected);
    }

    private static BoundSample sample(long seed) {
        Random random = new Random(seed);
        int size = 20 + random.nextInt(200);
        int gap = random.nextInt(size);
        long[] times = LongStream.range(0, size)
                .map(i -> 600 * i + (i >= gap ? 50_000 : 0))
                .toArray();
        double[] values = random.ints(size, 0, 30).asDoubleStream().toArray();
        for (int i = 1; i < size; i++) {
            values[i] = random.nextInt(3) > 0 ? values[i - 1] : values[i];
        }
        return BoundSample.of(new Points(times, values, 600, 0));
    }

    private static double slowly(BoundSample sample, double from, int window, int ignored) {
        for (double level : sample.sorted()) {
            double tried = Math.max(level, from);
            if (incidents(sample.points(), tried, window) <= ignored) {
                return tried;
            }
        }
        throw new AssertionError("nothing lies above the highest value");
    }

    private static int incidents(Points points, double level, int window) {
        int count = 0;
        long lastEnd = Long.MIN_VALUE / 2;
        int start = -1;
        for (int i = 0; i <= points.size(); i++) {
            boolean goesOn = i < points.size()
                    && points.values()[i] > level
                    && (start < 0 || points.times()[i] - points.times()[i - 1] <= points.silence());
            if (!goesOn && start >= 0) {
                if (i - start >= window) {
                    count += points.times()[start] - lastEnd >= 3_600 ? 1 : 0;
                    lastEnd = points.times()[i - 1];
                }
                start = -1;
            }
            if (i < points.size() && points.values()[i] > level && start < 0) {
                start = i;
            }
        }
        return count;
    }
}
