package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.WEEK;
import static routes.threshold.SeriesFixtures.aSeries;
import static routes.threshold.SeriesFixtures.noise;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Business hours at 100, all other hours and weekends at 10: two weeks of it give weekends bounds of their own. */
class WeekendBoundsTest {
    private static final int NOON_OF_WEDNESDAY = 9 * DAY + 12 * 60;
    private static final int NOON_OF_SATURDAY = 12 * DAY + 12 * 60;

    private static final ThresholdSettings SETTINGS = ThresholdSettings.of(
                    new MetricLimits(0.0, null, null, null, 100, ""), 3, Direction.BOTH, 0.5)
            .withEvaluation(Evaluation.COUNTS_ON);

    @ParameterizedTest
    @EnumSource(names = {"COUNTS_ON", "LOOKS_BACK_AS_ONE"})
    void a_weekday_that_falls_to_the_level_of_a_weekend_is_an_alarm(Evaluation evaluation) {
        Recommendation found = ThresholdEngine.recommend(
                aSeries(2 * WEEK, 60, BUSINESS), weekdays(true).withEvaluation(evaluation));

        assertThat(found.thresholds())
                .extracting(ThresholdBlock::days)
                .containsOnly(ThresholdBlock.WEEKDAYS, ThresholdBlock.WEEKENDS);
        assertThat(found.backTest().alarms()).isZero();
        assertThat(found.quality().notes())
                .extracting(Quality.Note::code)
                .doesNotContain(Quality.Code.WEEKDAYS_DIFFER, Quality.Code.LEVEL_SHIFT);
        assertThat(days(found, evaluation, 10, NOON_OF_WEDNESDAY, NOON_OF_SATURDAY))
                .containsExactly(DayOfWeek.WEDNESDAY);
        assertThat(days(found, evaluation, 100, NOON_OF_WEDNESDAY, NOON_OF_SATURDAY))
                .containsExactly(DayOfWeek.SATURDAY);
    }

    @Test
    void one_week_or_rules_that_do_not_know_days_have_bounds_for_all_of_them() {
        for (Recommendation found : List.of(recommended(1, true), recommended(2, false))) {
            assertThat(found.thresholds()).extracting(ThresholdBlock::days).containsOnly(ThresholdBlock.EVERY_DAY);
            assertThat(found.quality().notes()).extracting(Quality.Note::code).contains(Quality.Code.WEEKDAYS_DIFFER);
            assertThat(days(found, Evaluation.COUNTS_ON, 10, NOON_OF_WEDNESDAY)).isEmpty();
        }
    }

    @Test
    void a_metric_that_is_the_same_at_weekends_has_bounds_of_every_day() {
        IntToDoubleFunction noise = noise(3);
        Recommendation found =
                ThresholdEngine.recommend(aSeries(2 * WEEK, 60, i -> 50 + noise.applyAsDouble(i)), weekdays(true));

        assertThat(found.thresholds()).extracting(ThresholdBlock::days).containsOnly(ThresholdBlock.EVERY_DAY);
    }

    @Test
    void an_hour_of_the_week_begins_with_monday() {
        long monday = SeriesFixtures.START;

        assertThat(WallClock.hourOfWeek(monday)).isZero();
        assertThat(WallClock.hourOfWeek(monday - 1)).isEqualTo(7 * 24 - 1);
        assertThat(WallClock.dayOfWeek(-86_400)).isEqualTo(DayOfWeek.WEDNESDAY);
    }

    /** Days of the week on which half an hour at a level is an alarm. */
    private static Set<DayOfWeek> days(Recommendation found, Evaluation evaluation, double level, int... starts) {
        Series series = aSeries(2 * WEEK, 60, i -> {
            for (int start : starts) {
                if (i >= start && i < start + 30) {
                    return level;
                }
            }
            return BUSINESS.applyAsDouble(i);
        });
        ThresholdSettings settings = SETTINGS.withEvaluation(evaluation);
        Points points = ThresholdEngine.clean(series, settings);
        return ThresholdEngine.incidents(points, settings, found.thresholds()).stream()
                .map(alarm -> Instant.ofEpochSecond(alarm.start())
                        .atZone(ZoneOffset.UTC)
                        .getDayOfWeek())
                .collect(Collectors.toSet());
    }

    private static final IntToDoubleFunction NOISE = noise(7);
    private static final IntToDoubleFunction BUSINESS = i -> {
        boolean works = i / DAY % 7 < 5 && i % DAY >= 9 * 60 && i % DAY < 17 * 60;
        return (works ? 100 : 10) + NOISE.applyAsDouble(i);
    };

    private static Recommendation recommended(int weeks, boolean weekdays) {
        return ThresholdEngine.recommend(aSeries(weeks * WEEK, 60, BUSINESS), weekdays(weekdays));
    }

    private static ThresholdSettings weekdays(boolean known) {
        return SETTINGS.withWeekdays(known);
    }
}
