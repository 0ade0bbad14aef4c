package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.WEEK;
import static routes.threshold.SeriesFixtures.aSeries;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.sine;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
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

        assertThat(found.thresholds()).containsExactly(new ThresholdBlock(0, 24, upper, null, 3, 3, null));
    }

    @Test
    void vector_1_down_a_constant_gets_the_same_factor_below() {
        ThresholdBlock block =
                recommend(i -> 50, Direction.DOWN, 0.5).thresholds().get(0);

        assertThat(block.lowerBound()).isCloseTo(41.6666667, EXACT);
        assertThat(block.windowSize()).isEqualTo(3);
    }

    @Test
    void vector_3_a_triangle_is_bounded_block_by_block_before_likes_are_joined() {
        List<DayBlock> blocks = blocks(Direction.UP);

        assertThat(blocks).extracting(DayBlock::startHour).containsExactly(0, 6, 12, 18);
        assertThat(values(blocks.stream().map(DayBlock::upper)))
                .containsExactly(new double[] {96, 60, 59.9, 95.9}, EXACT);
        assertThat(blocks).allMatch(block -> block.upper().window() == 3);
    }

    @Test
    void vector_4_a_triangle_is_bounded_from_below() {
        List<DayBlock> blocks = blocks(Direction.DOWN);

        assertThat(values(blocks.stream().map(DayBlock::lower)))
                .containsExactly(new double[] {41.7361, 16.7361, 16.6667, 41.6667}, EXACT);
    }

    @Test
    void vector_5_both_sides_of_a_triangle_are_joined_where_they_hardly_differ() {
        List<ThresholdBlock> blocks =
                recommend(SeriesFixtures::triangle, Direction.BOTH, 0.5).thresholds();

        assertThat(blocks).extracting(ThresholdBlock::startHour).containsExactly(0, 6, 18);
        assertThat(blocks).extracting(ThresholdBlock::endHour).containsExactly(6, 18, 24);
        assertThat(blocks.stream().mapToDouble(ThresholdBlock::upperBound).toArray())
                .containsExactly(new double[] {96, 60, 95.9}, EXACT);
        assertThat(blocks.stream().mapToDouble(ThresholdBlock::lowerBound).toArray())
                .containsExactly(new double[] {41.7361, 16.6667, 41.6667}, EXACT);
    }

    @Test
    void vector_6_one_incident_is_not_learned_from() {
        Recommendation found = recommend(i -> i >= 2000 && i < 2010 ? 90 : 50, Direction.UP, 0.5);

        assertThat(found.thresholds()).containsExactly(new ThresholdBlock(0, 24, 60.0, null, 3, 3, null));
        assertThat(found.backTest().alarms()).isEqualTo(1);
    }

    @Test
    void vector_8_any_value_above_a_constant_zero_is_outside() {
        Recommendation found = recommend(i -> 0, Direction.UP, 0.5);

        assertThat(found.thresholds()).containsExactly(new ThresholdBlock(0, 24, 0.0, null, 3, 3, null));
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

    @ParameterizedTest
    @CsvSource({"5, 0, 120", "5, 1, 114", "5, 2, 60", "11, 0, 60"})
    void vector_14_the_bound_rises_until_few_enough_incidents_are_left(int window, int ignored, double bound) {
        IntToDoubleFunction value = i -> i >= 50 && i < 60 ? 100 : i >= 150 && i < 160 ? 95 : 50;
        BoundSample sample = BoundSample.of(Cleaning.clean(aSeries(200, 60, value), Optional.empty()));
        MetricLimits limits = MetricLimits.between(null, 200.0);

        Bound found = new BoundSearch(
                        sample, Side.upper(limits), ThresholdSettings.of(limits, window, Direction.UP, 0.5))
                .find(ignored);

        assertThat(found).isEqualTo(new Bound(bound, window, Bound.State.SET));
    }

    @Test
    void vector_16_blocks_that_touch_are_joined_over_the_gap_of_none() {
        List<DayBlock> merged = BlockMerge.merge(sixHours(List.of(set(100), unknown(), set(100), set(100)), null), 8);

        assertThat(merged).extracting(DayBlock::startHour).containsExactly(0, 12);
        assertThat(merged).extracting(DayBlock::endHour).containsExactly(6, 24);
    }

    @Test
    void vector_17_an_unknown_bound_is_taken_from_the_neighbour() {
        List<DayBlock> merged = BlockMerge.merge(
                sixHours(List.of(set(100), unknown(), set(91), set(80)), List.of(unknown(), set(5), set(5), set(5))),
                8);

        assertThat(merged)
                .containsExactly(new DayBlock(0, 18, set(100), set(5)), new DayBlock(18, 24, set(80), set(5)));
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

    private static List<DayBlock> blocks(Direction direction) {
        Points points = Cleaning.clean(aWeekOf(SeriesFixtures::triangle), Optional.empty());
        return new BlockBounds(points, points.times(), ThresholdSettings.of(PERCENT, 3, direction, 0.5)).byHours();
    }

    private static double[] values(Stream<Bound> bounds) {
        return bounds.flatMapToDouble(bound -> DoubleStream.of(bound.value())).toArray();
    }

    private static List<DayBlock> sixHours(List<Bound> uppers, @Nullable List<Bound> lowers) {
        return IntStream.range(0, 4)
                .mapToObj(i -> new DayBlock(
                        6 * i,
                        6 * i + 6,
                        uppers.get(i),
                        lowers == null ? Bound.without(Bound.State.NOT_WANTED) : lowers.get(i)))
                .toList();
    }

    private static Bound set(double value) {
        return new Bound(value, 3, Bound.State.SET);
    }

    private static Bound unknown() {
        return Bound.without(Bound.State.TOO_FEW_POINTS);
    }
}
