package routes.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import routes.threshold.Direction;
import routes.threshold.MetricLimits;
import routes.threshold.Recommendation;
import routes.threshold.Series;
import routes.threshold.SeriesFixtures;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

/** One series of a week at one point a minute, both directions, back-test and quality included, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ThresholdBenchmark {
    @Param
    public Shape shape;

    private Series series;
    private final ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.BOTH, 0.5);

    /** The four series that VeAIOps was measured with. */
    public enum Shape {
        CONSTANT_AND_NOISE,
        DAILY_SINE_AND_NOISE,
        RANDOM_WALK,
        NOISE_AROUND_ZERO
    }

    @Setup
    public void makeSeries() {
        Random random = new Random(1);
        IntToDoubleFunction value =
                switch (shape) {
                    case CONSTANT_AND_NOISE -> i -> 50 + random.nextGaussian();
                    case DAILY_SINE_AND_NOISE -> i -> 50 + 30 * SeriesFixtures.sine(i) + random.nextGaussian();
                    case RANDOM_WALK -> walk(random);
                    case NOISE_AROUND_ZERO -> i -> random.nextGaussian();
                };
        series = SeriesFixtures.aWeekOf(value);
    }

    private static IntToDoubleFunction walk(Random random) {
        double[] at = {500};
        return i -> at[0] += random.nextGaussian();
    }

    @Benchmark
    public Recommendation recommend() {
        return ThresholdEngine.recommend(series, settings);
    }
}
