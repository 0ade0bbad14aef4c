package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.START;
import static routes.threshold.SeriesFixtures.WEEK;
import static routes.threshold.SeriesFixtures.aSeries;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.noise;

import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does where VeAIOps is wrong; every test names the weakness of its fact sheet. */
class MendedDefectsTest {
    private static final MetricLimits PERCENT = new MetricLimits(0.0, 100.0, null, null, 2_880, "%");
    private static final MetricLimits NONE = MetricLimits.none();

    @Test
    void w15_points_in_reverse_order_get_the_same_bounds() {
        long[] reversed =
                LongStream.range(0, WEEK).map(i -> START + 60 * (WEEK - 1 - i)).toArray();
        double[] constant = IntStream.range(0, WEEK).mapToDouble(i -> 50).toArray();

        Recommendation found = ThresholdEngine.recommend(SeriesFixtures.of(reversed, constant), up(PERCENT));

        assertThat(found.thresholds()).containsExactly(upper(60));
    }

    @Test
    void w15_points_without_a_number_are_left_out_and_noted() {
        Recommendation found = recommend(i -> i % 100 == 7 ? Double.NaN : 50, up(PERCENT));

        assertThat(found.thresholds()).containsExactly(upper(60));
        assertThat(codes(found)).contains(Quality.Code.CLEANED);
    }

    @Test
    void w15_no_usable_point_is_no_recommendation_and_not_a_bound_of_zero() {
        Recommendation found = recommend(i -> Double.NaN, up(PERCENT));

        assertThat(found.failure()).contains(Reason.EMPTY);
        assertThat(found.thresholds()).isEmpty();
        assertThat(found.status().wireName()).isEqualTo("Failed");
    }

    @Test
    void w15_times_and_values_of_different_length_fail_with_their_reason() {
        Recommendation found = ThresholdEngine.recommend(SeriesFixtures.of(new long[3], 1, 2), up(PERCENT));

        assertThat(found.failure()).contains(Reason.LENGTHS_DIFFER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1_000_000, 1_000_000_000})
    void w15_finer_times_are_recognised(long perSecond) {
        long[] times =
                LongStream.range(0, WEEK).map(i -> (START + 60 * i) * perSecond).toArray();
        double[] constant = IntStream.range(0, WEEK).mapToDouble(i -> 50).toArray();

        assertThat(ThresholdEngine.recommend(SeriesFixtures.of(times, constant), up(PERCENT))
                        .thresholds())
                .containsExactly(upper(60));
    }

    @Test
    void w16_a_template_of_another_metric_is_told_and_not_alarmed_on() {
        Recommendation found = recommend(i -> 500, both(PERCENT));

        assertThat(found.failure()).contains(Reason.OUTSIDE_LIMITS);
        assertThat(found.errorMessage()).contains("max_value 100.0", "choose the template");
    }

    @Test
    void w16_a_saturated_metric_cannot_alarm_and_says_so() {
        Recommendation found = recommend(i -> 100, up(PERCENT));

        assertThat(found.failure()).contains(Reason.CANNOT_ALARM);
        assertThat(found.thresholds()).isEmpty();
    }

    @Test
    void w16_a_lower_bound_at_the_smallest_value_cannot_alarm() {
        assertThat(recommend(i -> 0, down(PERCENT)).failure()).contains(Reason.CANNOT_ALARM);
    }

    @Test
    void w16_the_side_that_can_alarm_is_kept_when_the_other_cannot() {
        Recommendation found = recommend(i -> 0, both(PERCENT));

        assertThat(found.thresholds()).containsExactly(upper(0));
        assertThat(codes(found)).contains(Quality.Code.SIDE_WITHOUT_BOUND);
    }

    @Test
    void w16_a_margin_that_passes_the_limit_is_cut_to_half_the_room() {
        Recommendation found = recommend(i -> 90, up(PERCENT));

        assertThat(found.thresholds()).containsExactly(upper(95));
        assertThat(codes(found)).contains(Quality.Code.MARGIN_CUT);
    }

    @Test
    void w16_the_limit_of_a_lower_bound_does_not_widen_the_window() {
        MetricLimits limits = MetricLimits.between(10.0, 100.0);

        ThresholdBlock block = recommend(i -> 11.5, down(limits)).thresholds().get(0);

        assertThat(block.lowerBound()).isEqualTo(10.75);
        assertThat(block.lowerWindow()).isEqualTo(3);
    }

    @Test
    void w16_a_baseline_beyond_the_limit_cannot_alarm() {
        MetricLimits successRate = new MetricLimits(0.0, 100.0, 0.0, null, 2_880, "%");

        assertThat(recommend(i -> 50, down(successRate)).failure()).contains(Reason.CANNOT_ALARM);
    }

    @Test
    void w17_bounds_of_negative_values_lie_outside_the_data() {
        ThresholdBlock block = recommend(i -> -50, both(NONE)).thresholds().get(0);

        assertThat(block.upperBound()).isCloseTo(-41.6667, Offset.offset(1e-4));
        assertThat(block.lowerBound()).isCloseTo(-60, Offset.offset(1e-9));
    }

    @Test
    void w17_noise_around_zero_gets_a_margin_of_its_spread() {
        IntToDoubleFunction noise = noise(1);

        ThresholdBlock block = recommend(noise, both(NONE)).thresholds().get(0);

        assertThat(block.upperBound()).isBetween(0.8, 1.3);
        assertThat(block.lowerBound()).isBetween(-1.3, -0.8);
    }

    @Test
    void w17_a_bound_never_lies_within_the_usual_values() {
        ThresholdBlock block = ThresholdEngine.recommend(aSeries(DAY, 60, i -> i % 2 == 1 ? 100 : -100), both(NONE))
                .thresholds()
                .get(0);

        assertThat(block.upperBound()).isGreaterThanOrEqualTo(100);
        assertThat(block.lowerBound()).isLessThanOrEqualTo(-100);
    }

    @Test
    void w21_an_incident_in_one_block_does_not_drag_its_lower_bound_down() {
        IntToDoubleFunction value = i -> i >= 3 * DAY + 500 && i < 3 * DAY + 515 ? 5 : SeriesFixtures.triangle(i);

        List<ThresholdBlock> blocks = recommend(value, down(PERCENT)).thresholds();

        assertThat(blocks).allMatch(block -> block.lowerBound() > 16);
    }

    @Test
    void w21_an_incident_across_two_blocks_is_learned_in_neither() {
        IntToDoubleFunction value = i -> i >= 3 * DAY + 700 && i < 3 * DAY + 740 ? 2 : SeriesFixtures.triangle(i);

        List<ThresholdBlock> blocks = recommend(value, down(PERCENT)).thresholds();

        assertThat(blocks).allMatch(block -> block.lowerBound() > 16);
    }

    @Test
    void w7_windows_that_the_provider_cannot_evaluate_are_not_recommended() {
        ThresholdSettings settings =
                ThresholdSettings.of(NONE, 4, Direction.UP, 0.5).withAllowedWindows(List.of(1, 3, 5, 10, 15));

        assertThat(BoundTable.windows(settings)).containsExactly(5);
        assertThat(recommend(i -> 50, settings).thresholds().get(0).windowSize())
                .isEqualTo(5);
    }

    @Test
    void w36_each_bound_keeps_its_own_window() {
        IntToDoubleFunction shortPeaks = i -> i % 1_200 < 4 ? 95 : 50;

        ThresholdBlock block = recommend(shortPeaks, both(PERCENT)).thresholds().get(0);

        assertThat(block.upperWindow()).isEqualTo(5);
        assertThat(block.lowerWindow()).isEqualTo(3);
        assertThat(block.windowSize()).isEqualTo(5);
    }

    @Test
    void w36_every_recommendation_is_tested_on_its_own_history() {
        BackTest test =
                recommend(i -> i >= 2_000 && i < 2_010 ? 90 : 50, up(PERCENT)).backTest();

        assertThat(test.incidents()).containsExactly(new Incident(START + 120_000, START + 120_540, true, 90, 60));
        assertThat(test.pointsOutside()).isEqualTo(10);
        assertThat(test.alarmsPerDay()).isCloseTo(1 / 7.0, Offset.offset(1e-9));
    }

    @Test
    void w36_a_run_goes_on_no_longer_than_the_points_do() {
        long[] times = LongStream.range(0, WEEK)
                .map(i -> START + 60 * i + (i >= 2_002 ? 7_200 : 0))
                .toArray();
        double[] values = IntStream.range(0, WEEK)
                .mapToDouble(i -> i >= 2_000 && i < 2_004 ? 90 : 50)
                .toArray();

        Recommendation found = ThresholdEngine.recommend(SeriesFixtures.of(times, values), up(PERCENT));

        assertThat(found.backTest().pointsOutside()).isEqualTo(4);
        assertThat(found.backTest().alarms()).isZero();
    }

    private static Recommendation recommend(IntToDoubleFunction value, ThresholdSettings settings) {
        return ThresholdEngine.recommend(aWeekOf(value), settings);
    }

    private static List<Quality.Code> codes(Recommendation found) {
        return found.quality().notes().stream().map(Quality.Note::code).toList();
    }

    private static ThresholdBlock upper(double bound) {
        return new ThresholdBlock(0, 24, bound, null, 3, 3, null, Duration.ofMinutes(1));
    }

    private static ThresholdSettings up(MetricLimits limits) {
        return ThresholdSettings.of(limits, 3, Direction.UP, 0.5);
    }

    private static ThresholdSettings down(MetricLimits limits) {
        return ThresholdSettings.of(limits, 3, Direction.DOWN, 0.5);
    }

    private static ThresholdSettings both(MetricLimits limits) {
        return ThresholdSettings.of(limits, 3, Direction.BOTH, 0.5);
    }
}
