package routes.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fixtures.CpuTime;
import routes.threshold.Direction;
import routes.threshold.MetricLimits;
import routes.threshold.Series;
import routes.threshold.SeriesFixtures;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

/**
 * A week of every series of a fleet, a point a minute, one series in memory at a time as a task works.
 * {@code -Dbacktest.fleet=10000} computes all of them, otherwise a part is taken for the whole.
 */
@Tag("backtest")
class ThresholdFleetIT {
    private static final int FLEET = 10_000;
    private static final int COMPUTED = Integer.getInteger("backtest.fleet", 500);
    private static final int WARM_UP = 100;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long MOST_BYTES_KEPT = 20L << 20;

    private final ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.BOTH, 0.5);

    @Test
    void ten_thousand_series_of_a_week_take_a_minute_of_processor_time_and_keep_no_memory() {
        IntStream.range(0, WARM_UP).forEach(number -> ThresholdEngine.recommend(series(number), settings));
        long before = live();

        Duration used = Duration.ZERO;
        for (int number = 0; number < COMPUTED; number++) {
            Series series = series(number);
            used = used.plus(CpuTime.of(() -> ThresholdEngine.recommend(series, settings)));
        }

        long kept = live() - before;
        Duration whole = used.multipliedBy(FLEET).dividedBy(COMPUTED);
        System.out.printf(
                "%,d series: %.1f s of processor time (%,d computed); %.1f MB kept%n",
                FLEET, whole.toMillis() / 1e3, COMPUTED, kept / 1e6);
        assertThat(whole).isLessThanOrEqualTo(LONGEST);
        assertThat(kept).as("bytes kept").isLessThan(MOST_BYTES_KEPT);
    }

    /** Daily, flat, wandering and noisy ones in turn. */
    private static Series series(int number) {
        Random random = new Random(number);
        double[] level = {500};
        return switch (number % 4) {
            case 0 -> SeriesFixtures.aWeekOf(i -> 50 + 30 * SeriesFixtures.sine(i) + random.nextGaussian());
            case 1 -> SeriesFixtures.aWeekOf(i -> 50 + random.nextGaussian());
            case 2 -> SeriesFixtures.aWeekOf(i -> level[0] += random.nextGaussian());
            default -> SeriesFixtures.aWeekOf(i -> random.nextGaussian());
        };
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
