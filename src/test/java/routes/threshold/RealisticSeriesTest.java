package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.WEEK;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.noise;
import static routes.threshold.SeriesFixtures.sine;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators meet: the guide's table of examples ({@code docs/thresholds.md}) is what these say. */
class RealisticSeriesTest {
    private static final ThresholdSettings BOTH =
            ThresholdSettings.of(MetricLimits.between(0.0, null), 3, Direction.BOTH, 0.5);
    private static final IntToDoubleFunction NOISE = noise(3);

    @Test
    void a_quiet_weekend_is_noted_and_does_not_raise_alarms() {
        Recommendation found =
                recommend(i -> (i / DAY >= 5 ? 0.3 : 1) * (50 - 30 * sine(i + 360)) + NOISE.applyAsDouble(i));

        assertThat(codes(found)).contains(Quality.Code.WEEKDAYS_DIFFER);
        assertThat(found.backTest().alarms()).isZero();
        assertThat(found.thresholds()).hasSizeGreaterThan(1);
    }

    @Test
    void an_outage_is_a_gap_in_the_coverage_and_no_run_goes_over_it() {
        Series whole = aWeekOf(i -> 50 + 30 * sine(i) + NOISE.applyAsDouble(i));
        int[] kept =
                IntStream.range(0, WEEK).filter(i -> i < 4_000 || i >= 5_500).toArray();
        Series broken = SeriesFixtures.of(
                IntStream.of(kept).mapToLong(i -> whole.times()[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> whole.values()[i]).toArray());

        Recommendation found = ThresholdEngine.recommend(broken, BOTH);

        assertThat(codes(found)).contains(Quality.Code.GAPS);
        assertThat(found.quality().daily()).isTrue();
        assertThat(found.backTest().alarms()).isZero();
        assertThat(recommend(whole).backTest().alarms()).isZero();
    }

    @Test
    void an_outage_down_to_zero_is_not_learned_as_normal() {
        Recommendation found = recommend(i -> i >= 6_000 && i < 6_040 ? 0 : 100 + 5 * NOISE.applyAsDouble(i));

        assertThat(found.thresholds().get(0).lowerBound()).isBetween(90.0, 97.0);
        assertThat(found.backTest().incidents()).singleElement().matches(incident -> !incident.above());
    }

    @Test
    void a_step_to_a_new_level_is_noted_and_both_levels_count_as_normal() {
        Recommendation found = recommend(i -> (i < 4 * DAY + 300 ? 100 : 160) + 3 * NOISE.applyAsDouble(i));

        assertThat(codes(found)).contains(Quality.Code.LEVEL_SHIFT);
        assertThat(found.quality().level()).isEqualTo(Quality.Level.POOR);
        assertThat(found.thresholds().get(0).upperBound()).isGreaterThan(163);
        assertThat(found.thresholds().get(0).lowerBound()).isLessThan(97);
    }

    @Test
    void a_counter_that_is_reset_is_told_from_a_gauge() {
        Recommendation found = recommend(i -> 1_000.0 * (i % 3_000) + 900 * Math.abs(NOISE.applyAsDouble(i)));

        assertThat(codes(found)).contains(Quality.Code.LOOKS_LIKE_A_COUNTER);
        assertThat(found.quality().level()).isEqualTo(Quality.Level.POOR);
    }

    @Test
    void a_trend_is_noted() {
        Recommendation found = recommend(i -> 100 + 10.0 * i / DAY + 2 * NOISE.applyAsDouble(i));

        assertThat(codes(found)).contains(Quality.Code.TREND);
    }

    @Test
    void rare_errors_are_alarmed_on_only_when_they_last() {
        Recommendation found = recommend(i -> i % 700 == 0 ? 4 : 0);

        assertThat(found.thresholds()).hasSize(1);
        assertThat(found.thresholds().get(0).upperBound()).isZero();
        assertThat(found.backTest().alarms()).isZero();
    }

    @Test
    void a_day_of_history_is_enough_and_noted() {
        Recommendation found = recommend(SeriesFixtures.aSeries(DAY, 60, i -> 50 + NOISE.applyAsDouble(i)));

        assertThat(codes(found)).containsExactly(Quality.Code.SHORT_HISTORY);
        assertThat(found.quality().level()).isEqualTo(Quality.Level.FAIR);
    }

    private static Recommendation recommend(IntToDoubleFunction value) {
        return recommend(aWeekOf(value));
    }

    private static Recommendation recommend(Series series) {
        return ThresholdEngine.recommend(series, BOTH);
    }

    private static List<Quality.Code> codes(Recommendation found) {
        return found.quality().notes().stream().map(Quality.Note::code).toList();
    }
}
