package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routes.fixtures.CpuTime;

class ThresholdCostTest {
    /** A step that is quadratic would take hours. */
    @Test
    void a_million_points_around_zero_take_seconds() {
        Random random = new Random(1);
        Series series = SeriesFixtures.aSeries(1_000_000, 60, i -> random.nextGaussian() * (i % 1_000));
        ThresholdSettings settings = ThresholdSettings.of(MetricLimits.between(-1e3, 1e3), 1, Direction.BOTH, 1);

        assertThat(CpuTime.of(() -> ThresholdEngine.recommend(series, settings)))
                .isLessThan(Duration.ofSeconds(60));
    }
}
