package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.aSeries;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that look back over their window, at the edges of blocks (B-11, B-25). */
class BlockEdgeTest {
    private static final int SIX = 6 * 60;
    private static final int EIGHTEEN = 18 * 60;
    /** 100 by day, 10 at night, as bounds that were learned from it. */
    private static final List<ThresholdBlock> BY_DAY =
            List.of(block(0, 6, 12.2, 8.0, 3), block(6, 18, 121.0, 80.0, 3), block(18, 24, 12.2, 8.0, 3));

    @ParameterizedTest
    @EnumSource(Evaluation.class)
    void a_level_that_changes_at_an_edge_raises_nothing(Evaluation evaluation) {
        assertThat(alarms(minute -> isDay(minute) ? 100 : 10, evaluation)).isEmpty();
    }

    @Test
    void a_bound_that_is_narrower_begins_one_window_later_and_the_wider_one_lasts_as_much_longer() {
        WatchedHours upper = hours(new double[] {12.2, 121, 12.2}, 3);
        WatchedHours lower = hours(new double[] {-8, -80, -8}, 3);

        assertThat(upper.spans(1)).containsExactly(new WatchedHours.Span(SIX, EIGHTEEN + 3));
        assertThat(upper.spans(2)).containsExactly(new WatchedHours.Span(EIGHTEEN + 3, 1440));
        assertThat(lower.spans(0)).containsExactly(new WatchedHours.Span(0, SIX + 3));
        assertThat(lower.spans(1)).containsExactly(new WatchedHours.Span(SIX + 3, EIGHTEEN));
    }

    @Test
    void a_bound_lasts_over_midnight_where_the_first_one_of_the_day_is_narrower() {
        WatchedHours hours =
                WatchedHours.of(List.of(new WatchedHours.Part(0, 12, 10, 5), new WatchedHours.Part(12, 24, 20, 5)));

        assertThat(hours.spans(0)).containsExactly(new WatchedHours.Span(5, 720));
        assertThat(hours.spans(1)).containsExactly(new WatchedHours.Span(720, 1445));
    }

    @Test
    void behind_hours_without_a_bound_nothing_is_watched_for_one_window() {
        WatchedHours hours = WatchedHours.of(List.of(new WatchedHours.Part(6, 18, 10, 3)));

        assertThat(hours.spans(0)).containsExactly(new WatchedHours.Span(SIX + 3, EIGHTEEN));
        assertThat(hours.at(EIGHTEEN)).isNegative();
    }

    @Test
    void midnight_between_days_with_other_bounds_is_an_edge_and_that_between_others_is_none() {
        WatchedHours hours = WatchedHours.of(List.of(
                new WatchedHours.Part(0, 24, 100, 3, ThresholdBlock.WEEKDAYS),
                new WatchedHours.Part(0, 24, 10, 3, ThresholdBlock.WEEKENDS)));

        assertThat(hours.spans(0))
                .containsExactlyInAnyOrder(
                        new WatchedHours.Span(0, 1440, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY)),
                        new WatchedHours.Span(0, 1443, Set.of(DayOfWeek.FRIDAY)));
        assertThat(hours.spans(1))
                .containsExactlyInAnyOrder(
                        new WatchedHours.Span(3, 1440, Set.of(DayOfWeek.SATURDAY)),
                        new WatchedHours.Span(0, 1440, Set.of(DayOfWeek.SUNDAY)));
    }

    @Test
    void a_block_that_is_shorter_than_its_window_leaves_its_hours_to_the_wider_bound() {
        WatchedHours hours = WatchedHours.of(List.of(
                new WatchedHours.Part(0, 6, 30, 60),
                new WatchedHours.Part(6, 7, 10, 90),
                new WatchedHours.Part(7, 24, 20, 60)));

        assertThat(hours.spans(1)).isEmpty();
        assertThat(hours.spans(0)).containsExactly(new WatchedHours.Span(0, 7 * 60));
    }

    @Test
    void one_bound_for_the_day_is_always_watched() {
        assertThat(WatchedHours.of(List.of(new WatchedHours.Part(0, 24, 10, 9))).spans(0))
                .containsExactly(new WatchedHours.Span(0, 1440));
    }

    @ParameterizedTest
    @CsvSource({"COUNTS_ANEW, 2", "COUNTS_ON, 1", "LOOKS_BACK, 2", "LOOKS_BACK_AS_ONE, 1"})
    void an_incident_over_an_edge_is_one_alarm_of_a_rule_for_all_hours(Evaluation evaluation, int alarms) {
        IntToDoubleFunction broken =
                minute -> minute >= EIGHTEEN - 20 && minute < EIGHTEEN + 20 ? 500 : isDay(minute) ? 100 : 10;

        assertThat(alarms(broken, evaluation)).hasSize(alarms);
    }

    @ParameterizedTest
    @CsvSource({"COUNTS_ANEW, 2", "COUNTS_ON, 2", "LOOKS_BACK, 2", "LOOKS_BACK_AS_ONE, 1"})
    void one_value_within_the_bounds_does_not_end_an_alarm_that_waits_for_a_window_of_them(
            Evaluation evaluation, int alarms) {
        IntToDoubleFunction flapping =
                minute -> minute >= 700 && minute < 720 && minute != 710 ? 500 : isDay(minute) ? 100 : 10;

        assertThat(alarms(flapping, evaluation)).hasSize(alarms);
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTS_ANEW, 1, 2, true",
        "COUNTS_ON, 1, 2, true",
        "LOOKS_BACK, 1, 2, true",
        "LOOKS_BACK_AS_ONE, 1, 1, false"
    })
    void neighbours_with_one_bound_are_one_rule_and_those_with_other_windows_are_said_to_split_an_incident(
            Evaluation evaluation, int ofOneBound, int ofOtherWindows, boolean splits) {
        List<ThresholdBlock> oneBound = List.of(block(0, 18, 121.0, 80.0, 3), block(18, 24, 121.0, 8.0, 3));
        List<ThresholdBlock> otherWindows = List.of(block(0, 18, 121.0, 8.0, 3), block(18, 24, 121.0, 8.0, 5));
        Series series = aSeries(DAY, 60, minute -> minute >= EIGHTEEN - 20 && minute < EIGHTEEN + 20 ? 500 : 100);

        assertThat(alarms(series, oneBound, evaluation)).hasSize(ofOneBound);
        assertThat(alarms(series, otherWindows, evaluation)).hasSize(ofOtherWindows);
        assertThat(evaluation.splits(otherWindows)).isEqualTo(splits);
        assertThat(evaluation.splits(List.of(block(0, 24, 121.0, 8.0, 3)))).isFalse();
        assertThat(evaluation.splits(BY_DAY))
                .isEqualTo(evaluation == Evaluation.COUNTS_ANEW || evaluation == Evaluation.LOOKS_BACK);
    }

    @Test
    void a_rule_that_looks_back_wants_all_values_of_its_window() {
        Series series = aSeries(DAY, 60, minute -> minute >= 700 && minute < 703 ? 500 : isDay(minute) ? 100 : 10);
        long[] times = series.times().clone();
        for (int i = 702; i < times.length; i++) {
            times[i] += 60;
        }
        Series withGap = SeriesFixtures.of(times, series.values());

        assertThat(alarms(series, Evaluation.LOOKS_BACK)).hasSize(1);
        assertThat(alarms(withGap, Evaluation.LOOKS_BACK)).isEmpty();
        assertThat(alarms(withGap, Evaluation.COUNTS_ANEW)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"60", "300", "3600"})
    void a_window_is_as_long_as_its_points_at_the_interval_of_the_series(long interval) {
        int points = (int) (7 * 86_400 / interval);
        Series series = aSeries(points, interval, i -> 50 + i % 3);

        ThresholdBlock block = ThresholdEngine.recommend(
                        series, ThresholdSettings.of(MetricLimits.none(), 3, Direction.UP, 0.5))
                .thresholds()
                .get(0);

        assertThat(block.upperSeconds()).isEqualTo(block.upperWindow() * interval);
        assertThat(block.lowerSeconds()).isNull();
    }

    private static boolean isDay(int minute) {
        return minute % DAY >= SIX && minute % DAY < EIGHTEEN;
    }

    private static WatchedHours hours(double[] bounds, int window) {
        return WatchedHours.of(List.of(
                new WatchedHours.Part(0, 6, bounds[0], window),
                new WatchedHours.Part(6, 18, bounds[1], window),
                new WatchedHours.Part(18, 24, bounds[2], window)));
    }

    private static List<Incident> alarms(IntToDoubleFunction value, Evaluation evaluation) {
        return alarms(
                aSeries(2 * DAY, 60, minute -> minute < DAY ? value.applyAsDouble(minute) : isDay(minute) ? 100 : 10),
                evaluation);
    }

    private static List<Incident> alarms(Series series, Evaluation evaluation) {
        return alarms(series, BY_DAY, evaluation);
    }

    private static List<Incident> alarms(Series series, List<ThresholdBlock> blocks, Evaluation evaluation) {
        ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.BOTH, 0.5)
                .withEvaluation(evaluation);
        return ThresholdEngine.incidents(ThresholdEngine.clean(series, settings), settings, blocks);
    }

    private static ThresholdBlock block(int from, int to, @Nullable Double upper, @Nullable Double lower, int window) {
        return new ThresholdBlock(from, to, upper, lower, window, window, window, Duration.ofMinutes(1));
    }
}
