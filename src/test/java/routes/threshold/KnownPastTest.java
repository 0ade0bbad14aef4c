package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.START;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.noise;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People know better: what they say of the past moves the bounds. */
class KnownPastTest {
    private static final IntToDoubleFunction NOISE = noise(5);
    private static final int FROM = 3 * DAY + 600;
    private static final TimeRange BURST = minutes(FROM, FROM + 29);
    private static final ThresholdSettings SETTINGS =
            ThresholdSettings.of(MetricLimits.between(0.0, null), 3, Direction.BOTH, 0.5);

    private static final Series LEVEL_WITH_A_BURST = aWeekOf(i -> isBurst(i) ? 300 : 50 + NOISE.applyAsDouble(i));
    private static final Series DAILY_WITH_A_BURST =
            aWeekOf(i -> isBurst(i) ? 300 : 100 + 60 * SeriesFixtures.sine(i) + 5 * NOISE.applyAsDouble(i));
    private static final Series STILL_WITH_A_BURST = aWeekOf(i -> isBurst(i) ? 300 : 50);

    @Test
    void what_looks_like_an_incident_is_forgiven_unless_a_person_says_that_it_is_normal() {
        for (Series series : List.of(LEVEL_WITH_A_BURST, DAILY_WITH_A_BURST, STILL_WITH_A_BURST)) {
            Recommendation forgiven = ThresholdEngine.recommend(series, SETTINGS);
            Recommendation normal = ThresholdEngine.recommend(series, SETTINGS, saidNormal(BURST));

            assertThat(forgiven.backTest().alarms()).isEqualTo(1);
            assertThat(normal.backTest().alarms()).as(normal.toString()).isZero();
            assertThat(upper(normal, 10)).isGreaterThan(300);
        }
    }

    @Test
    void what_is_said_of_one_hour_moves_the_bound_of_that_hour_alone() {
        Recommendation normal = ThresholdEngine.recommend(DAILY_WITH_A_BURST, SETTINGS, saidNormal(BURST));

        assertThat(upper(normal, 10)).isGreaterThan(300);
        assertThat(upper(normal, 18)).isLessThan(150);
    }

    @ParameterizedTest
    @CsvSource({"-2, 1", "0, 0", "28, 40"})
    void a_part_of_the_burst_is_enough(int before, int after) {
        TimeRange said = minutes(FROM + before, FROM + Math.max(before, after));

        assertThat(ThresholdEngine.recommend(LEVEL_WITH_A_BURST, SETTINGS, saidNormal(said))
                        .backTest()
                        .alarms())
                .isZero();
    }

    @Test
    void a_normal_time_is_learned_from_although_it_lies_in_one_that_is_left_out() {
        TimeRange day = minutes(3 * DAY, 4 * DAY - 1);

        Recommendation found = ThresholdEngine.recommend(
                LEVEL_WITH_A_BURST, SETTINGS, new KnownPast(List.of(), List.of(day), List.of(BURST)));

        assertThat(upper(found, 10)).isGreaterThan(300);
    }

    @Test
    void an_excluded_time_is_left_out_and_is_no_incident() {
        Series maintained = aWeekOf(i -> i % DAY < 120 ? 0 : 50 + NOISE.applyAsDouble(i));
        List<TimeRange> nights = IntStream.range(0, 7)
                .mapToObj(day -> minutes(day * DAY, day * DAY + 119))
                .toList();

        Recommendation learned = ThresholdEngine.recommend(maintained, SETTINGS);
        Recommendation excluded =
                ThresholdEngine.recommend(maintained, SETTINGS, new KnownPast(List.of(), nights, List.of()));

        assertThat(learned.thresholds().get(0).lowerBound()).isNull();
        assertThat(excluded.thresholds())
                .allSatisfy(block -> assertThat(block.lowerBound()).isBetween(45.0, 50.0));
        assertThat(excluded.expectation().incidents()).isZero();
        assertThat(excluded.quality().notes())
                .extracting(Quality.Note::text)
                .contains("7 excluded times not learned from");
    }

    @Test
    void the_expectation_says_what_the_bounds_promise() {
        Recommendation found =
                ThresholdEngine.recommend(LEVEL_WITH_A_BURST, SETTINGS, KnownPast.ofIncidents(List.of(BURST)));

        assertThat(found.expectation().text())
                .matches(
                        "(less than 0\\.1|\\d\\.\\d) false alarms a month; would have found 1 of your last 1 incident");
        assertThat(new Expectation(0.26, 3, 2, false).text())
                .isEqualTo("0.3 false alarms a month; would have found 2 of your last 3 incidents");
        assertThat(new Expectation(0, 0, 0, false).text()).isEqualTo("less than 0.1 false alarms a month");
    }

    private static KnownPast saidNormal(TimeRange range) {
        return new KnownPast(List.of(), List.of(), List.of(range));
    }

    private static boolean isBurst(int i) {
        return i >= FROM && i < FROM + 30;
    }

    private static double upper(Recommendation found, int hour) {
        return found.thresholds().stream()
                .filter(block -> hour >= block.startHour() && hour < block.endHour())
                .findFirst()
                .orElseThrow()
                .upperBound();
    }

    private static TimeRange minutes(int from, int to) {
        return new TimeRange(START + 60L * from, START + 60L * to);
    }
}
