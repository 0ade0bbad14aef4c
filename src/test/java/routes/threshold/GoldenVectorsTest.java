package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.WEEK;
import static routes.threshold.SeriesFixtures.aSeries;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.sine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors that were run against VeAIOps, numbered by their row in its fact sheet, where its answer is
 * right. Where it is wrong, {@link MendedDefectsTest} says what comes instead.
 */
class GoldenVectorsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-4);
    private static final MetricLimits PERCENT = new MetricLimits(0.0, 100.0, null, null, 2_880, "%");

    @ParameterizedTest
    @CsvSource({"0, 52.5", "0.5, 60", "1, 67.5"})
    void vectors_1_and_2_a_constant_gets_the_margin_of_the_sensitivity(double sensitivity, double upper) {
        Recommendation found = recommend(i -> 50, Direction.UP, sensitivity);

        assertThat(found.thresholds())
                .containsExactly(new ThresholdBlock(0, 24, upper, null, 3, 3, null, Duration.ofMinutes(1)));
    }

    @Test
    void vector_1_down_a_constant_gets_the_same_factor_below() {
        ThresholdBlock block =
                recommend(i -> 50, Direction.DOWN, 0.5).thresholds().get(0);

        assertThat(block.lowerBound()).isCloseTo(41.6666667, EXACT);
        assertThat(block.windowSize()).isEqualTo(3);
    }

    @Test
    void vectors_3_to_5_a_triangle_is_followed_by_its_hours_on_both_sides() {
        List<ThresholdBlock> blocks =
                recommend(SeriesFixtures::triangle, Direction.BOTH, 0.5).thresholds();

        assertThat(blocks).hasSizeBetween(5, 8);
        assertThat(blocks.get(0).upperBound()).isCloseTo(1.2 * 80, Offset.offset(0.3));
        assertThat(blocks).allSatisfy(block -> {
            int[] minutes = IntStream.range(60 * block.startHour(), 60 * block.endHour())
                    .toArray();
            double highest = IntStream.of(minutes)
                    .mapToDouble(SeriesFixtures::triangle)
                    .max()
                    .orElseThrow();
            double lowest = IntStream.of(minutes)
                    .mapToDouble(SeriesFixtures::triangle)
                    .min()
                    .orElseThrow();
            assertThat(block.upperBound()).isBetween(1.15 * highest, 1.2 * highest);
            assertThat(block.lowerBound()).isBetween(lowest / 1.2, lowest / 1.15);
        });
    }

    @Test
    void vector_6_one_incident_is_not_learned_from() {
        Recommendation found = recommend(i -> i >= 2000 && i < 2010 ? 90 : 50, Direction.UP, 0.5);

        assertThat(found.thresholds())
                .containsExactly(new ThresholdBlock(0, 24, 60.0, null, 3, 3, null, Duration.ofMinutes(1)));
        assertThat(found.backTest().alarms()).isEqualTo(1);
    }

    @Test
    void vector_8_any_value_above_a_constant_zero_is_outside() {
        Recommendation found = recommend(i -> 0, Direction.UP, 0.5);

        assertThat(found.thresholds())
                .containsExactly(new ThresholdBlock(0, 24, 0.0, null, 3, 3, null, Duration.ofMinutes(1)));
    }

    @Test
    void vector_11_the_95th_percentile_is_interpolated() {
        double[] sorted = IntStream.range(0, DAY)
                .mapToDouble(GoldenVectorsTest::alternating)
                .sorted()
                .toArray();

        assertThat(Percentile.of(sorted, 95)).isCloseTo(1295.1, EXACT);
    }

    @Test
    void vector_12_too_few_points_fail_with_their_reason() {
        Recommendation found = ThresholdEngine.recommend(
                aSeries(1_000, 60, i -> 50), ThresholdSettings.of(PERCENT, 3, Direction.BOTH, 0.5));

        assertThat(found.failure()).contains(Reason.TOO_FEW_POINTS);
        assertThat(found.thresholds()).isEmpty();
        assertThat(found.errorMessage()).contains("1000 points", "1440");
    }

    @Test
    void vectors_16_and_17_hours_with_too_few_points_take_the_bound_of_their_neighbour() {
        Series whole = aWeekOf(i -> i % 1_440 < 720 ? 50 : 20);
        int[] kept = IntStream.range(0, WEEK)
                .filter(i -> i % 1_440 < 300 || i % 1_440 >= 420)
                .toArray();
        Series sparse = SeriesFixtures.of(
                IntStream.of(kept).mapToLong(i -> whole.times()[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> whole.values()[i]).toArray());

        List<ThresholdBlock> blocks = ThresholdEngine.recommend(
                        sparse, ThresholdSettings.of(PERCENT, 3, Direction.UP, 0.5))
                .thresholds();

        assertThat(blocks)
                .containsExactly(
                        new ThresholdBlock(0, 12, 60.0, null, 3, 3, null, Duration.ofMinutes(1)),
                        new ThresholdBlock(12, 24, 24.0, null, 3, 3, null, Duration.ofMinutes(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detected")
    void vector_18_the_daily_pattern_is_told(String name, Series series, boolean daily) {
        Points points = Cleaning.clean(series, Optional.empty());

        assertThat(Periodicity.isDaily(points, points.times(), 0.3)).isEqualTo(daily);
    }

    static Stream<Arguments> detected() {
        IntToDoubleFunction wave = i -> 50 + 30 * sine(i);
        return Stream.of(
                Arguments.of("daily sine at 60 s", aWeekOf(wave), true),
                Arguments.of("daily sine at 120 s", aSeries(WEEK / 2, 120, i -> wave.applyAsDouble(2 * i)), true),
                Arguments.of("exactly two days", aSeries(2 * DAY, 60, wave), false),
                Arguments.of("one point more", aSeries(2 * DAY + 1, 60, wave), true),
                Arguments.of("plus 45 a day", aWeekOf(i -> wave.applyAsDouble(i) + 45.0 * i / DAY), false),
                Arguments.of("plus 15 a day", aWeekOf(i -> wave.applyAsDouble(i) + 15.0 * i / DAY), false),
                Arguments.of("period of 12 hours", aWeekOf(i -> 50 + 30 * sine(2.0 * i)), true),
                Arguments.of("period of 36 hours", aWeekOf(i -> 50 + 30 * sine(i / 1.5)), false),
                Arguments.of("period of a week", aWeekOf(i -> 50 + 30 * sine(i / 7.0)), false),
                Arguments.of("constant", aWeekOf(i -> 50), false),
                Arguments.of("trend", aWeekOf(i -> i), false),
                Arguments.of("half of every day missing", halfDays(wave), true));
    }

    private static Series halfDays(IntToDoubleFunction value) {
        int[] kept = IntStream.range(0, WEEK).filter(i -> i % 2 == 0).toArray();
        return SeriesFixtures.of(
                IntStream.of(kept)
                        .mapToLong(i -> SeriesFixtures.START + 60L * i)
                        .toArray(),
                IntStream.of(kept).mapToDouble(value).toArray());
    }

    private static double alternating(int i) {
        return i % 2 == 1 ? i : -i;
    }

    private static Recommendation recommend(IntToDoubleFunction value, Direction direction, double sensitivity) {
        return ThresholdEngine.recommend(aWeekOf(value), ThresholdSettings.of(PERCENT, 3, direction, sensitivity));
    }
}
