package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.START;
import static routes.threshold.SeriesFixtures.WEEK;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that every operator has: what a week of them lets learn, and whether the incident of the next day is found. */
class NextDayTest {
    private static final MetricLimits POSITIVE = MetricLimits.between(0.0, null);
    private static final MetricLimits PERCENT = MetricLimits.between(0.0, 100.0);

    /** A week and a day; the incidents are those of {@link #isIncident}. */
    private static final class Week {
        final Series learned;
        final Series next;
        final Recommendation found;

        Week(IntToDoubleFunction calm, double broken, int minutes, int past, MetricLimits limits) {
            double[] values = IntStream.range(0, WEEK + DAY)
                    .mapToDouble(i -> isIncident(i, minutes, past) ? broken : calm.applyAsDouble(i))
                    .toArray();
            learned = SeriesFixtures.of(times(0, WEEK), Arrays.copyOf(values, WEEK));
            next = SeriesFixtures.of(times(WEEK, WEEK + DAY), Arrays.copyOfRange(values, WEEK, WEEK + DAY));
            found = ThresholdEngine.recommend(learned, ThresholdSettings.of(limits, 3, Direction.BOTH, 0.5));
        }

        List<Incident> alarms() {
            ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.BOTH, 0.5);
            return ThresholdEngine.incidents(ThresholdEngine.clean(next, settings), ZoneOffset.UTC, found.thresholds());
        }

        List<Double> uppers() {
            return found.thresholds().stream()
                    .map(ThresholdBlock::upperBound)
                    .filter(Objects::nonNull)
                    .toList();
        }

        List<Double> lowers() {
            return found.thresholds().stream()
                    .map(ThresholdBlock::lowerBound)
                    .filter(Objects::nonNull)
                    .toList();
        }

        private static long[] times(int from, int to) {
            return IntStream.range(from, to).mapToLong(i -> START + 60L * i).toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void what_was_down_several_times_stays_watched(int past) {
        Week week = new Week(i -> 1, 0, 15, past, MetricLimits.between(0.0, 1.0));

        assertThat(week.lowers()).isNotEmpty().allSatisfy(bound -> assertThat(bound)
                .isStrictlyBetween(0.0, 1.0));
        assertThat(week.alarms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void slow_quarters_of_an_hour_do_not_raise_the_bound_of_a_latency(long seed) {
        Random random = new Random(seed);
        Week week = new Week(i -> 50 * Math.exp(0.15 * random.nextGaussian()), 300, 15, 2, POSITIVE);

        assertThat(week.uppers()).isNotEmpty().allSatisfy(bound -> assertThat(bound)
                .isLessThanOrEqualTo(150));
        assertThat(week.alarms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bursts_of_errors_do_not_raise_the_bound_of_rare_ones(long seed) {
        Random random = new Random(seed);
        Week week = new Week(i -> random.nextDouble() < 0.02 ? 1 : 0, 20, 15, 2, POSITIVE);

        assertThat(week.uppers()).isNotEmpty().allSatisfy(bound -> assertThat(bound)
                .isLessThanOrEqualTo(5));
        assertThat(week.alarms()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_success_rate_is_watched_by_its_spread(long seed) {
        Random random = new Random(seed);
        Week week = new Week(
                i -> 100
                        * (1
                                - IntStream.range(0, 200)
                                                .filter(request -> random.nextDouble() < 0.001)
                                                .count()
                                        / 200.0),
                90,
                15,
                0,
                PERCENT);

        assertThat(week.lowers()).isNotEmpty().allSatisfy(bound -> assertThat(bound)
                .isGreaterThanOrEqualTo(98));
        assertThat(week.alarms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_working_day_as_quiet_as_a_weekend_alarms_or_the_week_is_said_to_differ(long seed) {
        Random random = new Random(seed);
        Week week = new Week(
                i -> (i % DAY >= 540 && i % DAY < 1_080 && i / DAY % 7 < 5 ? 100 : 10)
                        * (1 + 0.05 * random.nextGaussian()),
                20,
                15,
                0,
                POSITIVE);

        Quality quality = week.found.quality();
        boolean isSaid = quality.level() != Quality.Level.GOOD
                && quality.notes().stream().anyMatch(note -> note.code() == Quality.Code.WEEKDAYS_DIFFER);
        assertThat(isSaid || !week.alarms().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60})
    void a_queue_that_gets_stuck_is_told_from_its_bursts_by_a_longer_window(int minutes) {
        Week week = new Week(i -> i % 180 < 3 ? 150 : 0, 150, minutes, 0, POSITIVE);

        assertThat(week.found.backTest().alarms()).isZero();
        assertThat(week.alarms()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 30, 45, 50, 59})
    void an_outage_over_the_edge_of_an_hour_is_not_learned(int minute) {
        Random random = new Random(minute);
        int start = 3 * DAY + 11 * 60 + minute;
        Series series = SeriesFixtures.aWeekOf(
                i -> i >= start && i < start + 40 ? 0 : 100 + 20 * SeriesFixtures.sine(i) + random.nextGaussian());

        Recommendation found =
                ThresholdEngine.recommend(series, ThresholdSettings.of(POSITIVE, 3, Direction.BOTH, 0.5));

        assertThat(found.thresholds())
                .allSatisfy(block -> assertThat(block.lowerBound()).isGreaterThan(70));
        assertThat(found.backTest().alarms()).isBetween(1, 2);
    }

    /** On the first days of the week, and after lunch on the day that is judged. */
    private static boolean isIncident(int i, int minutes, int past) {
        int[] hours = {3, 9, 15, 21, 11};
        int day = i / DAY;
        boolean isDay = day >= 1 && day <= past || day == 7;
        int start = isDay ? 60 * (day == 7 ? 13 : hours[day - 1]) + 7 : DAY;
        return i % DAY >= start && i % DAY < start + minutes;
    }
}
