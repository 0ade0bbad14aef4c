package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.START;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.noise;
import static routes.threshold.SeriesFixtures.sine;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However often a thing failed, it is watched as closely as before. */
class IncidentHistoryTest {
    private static final MetricLimits POSITIVE = MetricLimits.between(0.0, null);
    private static final IntToDoubleFunction NOISE = noise(5);

    private enum Metric {
        UP(i -> 1, 0, MetricLimits.between(0.0, 1.0)),
        LEVEL(i -> 50 + NOISE.applyAsDouble(i), 0, POSITIVE),
        LATENCY(i -> 50 * Math.exp(0.3 * NOISE.applyAsDouble(i)), 300, POSITIVE),
        ERRORS(i -> i % 50 == 0 ? 1 : 0, 20, POSITIVE),
        DAILY(i -> 100 + 60 * sine(i) + 5 * NOISE.applyAsDouble(i), 0, POSITIVE),
        PERCENT(i -> 40 + 20 * sine(i) + 3 * NOISE.applyAsDouble(i), 99, MetricLimits.between(0.0, 100.0)),
        TEMPERATURE(i -> 65 + 0.3 * NOISE.applyAsDouble(i), 75, POSITIVE),
        MEMORY(i -> 20 + 60 * (i % 1_860) / 1_860.0 + NOISE.applyAsDouble(i), 98, MetricLimits.between(0.0, 100.0)),
        SUCCESS(i -> 99.9 + 0.1 * NOISE.applyAsDouble(i), 90, MetricLimits.between(0.0, 100.0));

        final IntToDoubleFunction calm;
        final double broken;
        final MetricLimits limits;

        Metric(IntToDoubleFunction calm, double broken, MetricLimits limits) {
            this.calm = calm;
            this.broken = broken;
            this.limits = limits;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 15", "1, 15", "2, 15", "3, 15", "5, 15", "2, 45", "5, 45"})
    void incidents_in_the_history_are_alarmed_on_and_not_learned(int count, int minutes) {
        for (Metric metric : Metric.values()) {
            Series series = aWeekOf(i -> isIncident(i, count, minutes) ? metric.broken : metric.calm.applyAsDouble(i));

            Recommendation found =
                    ThresholdEngine.recommend(series, ThresholdSettings.of(metric.limits, 3, Direction.BOTH, 0.5));

            assertThat(found.backTest().incidents())
                    .as("%s: %s", metric, found)
                    .hasSizeGreaterThanOrEqualTo(count)
                    .allMatch(alarm -> isIncident((int) ((alarm.start() - START) / 60), count, minutes));
        }
    }

    @Test
    void a_burst_of_every_few_hours_is_how_the_series_is() {
        Recommendation found =
                recommend(i -> i % 400 < 20 ? 300 + NOISE.applyAsDouble(i) : 50 + NOISE.applyAsDouble(i));

        assertThat(found.backTest().alarms()).isZero();
        assertThat(found.thresholds().get(0).upperBound()).isGreaterThan(300);
    }

    @Test
    void a_known_incident_is_not_learned_however_often_it_came() {
        IntToDoubleFunction broken = i -> i % 400 < 20 ? 300 : 50 + NOISE.applyAsDouble(i);
        List<TimeRange> known = IntStream.range(0, 7 * DAY / 400 + 1)
                .mapToObj(i -> new TimeRange(START + 60L * 400 * i, START + 60L * (400 * i + 19)))
                .toList();

        Recommendation found = ThresholdEngine.recommend(aWeekOf(broken), settings(0.5), KnownPast.ofIncidents(known));

        assertThat(found.thresholds().get(0).upperBound()).isLessThan(60);
        assertThat(found.expectation().incidents()).isEqualTo(known.size());
        assertThat(found.expectation().found()).isEqualTo(known.size());
    }

    @Test
    void a_known_incident_outside_the_history_is_not_counted() {
        List<TimeRange> known = List.of(new TimeRange(0, 100), new TimeRange(START + 600, START + 1_200));

        Recommendation found = ThresholdEngine.recommend(
                aWeekOf(i -> 50 + NOISE.applyAsDouble(i)), settings(0.5), KnownPast.ofIncidents(known));

        assertThat(found.expectation().incidents()).isEqualTo(1);
        assertThat(found.expectation().found()).isZero();
    }

    @Test
    void a_history_that_is_all_excluded_leaves_too_few_points() {
        List<TimeRange> all = List.of(new TimeRange(0, Long.MAX_VALUE));

        assertThat(ThresholdEngine.recommend(aWeekOf(i -> 50), settings(0.5), KnownPast.ofIncidents(all))
                        .failure())
                .contains(Reason.TOO_FEW_POINTS);
    }

    @Test
    void false_alarms_are_expected_less_often_the_larger_the_sensitivity_is() {
        double[] scattered = new Random(1)
                .doubles(7 * DAY)
                .map(share -> -Math.log(1 - share))
                .toArray();

        List<Double> expected = Stream.of(0.0, 0.5, 1.0)
                .map(sensitivity -> ThresholdEngine.recommend(aWeekOf(i -> 50 + scattered[i]), settings(sensitivity))
                        .expectation()
                        .falseAlarmsPerMonth())
                .toList();

        assertThat(expected.get(0)).isGreaterThan(expected.get(1)).isLessThan(9);
        assertThat(expected.get(1)).isGreaterThan(expected.get(2)).isLessThan(1.5);
        assertThat(expected.get(2)).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 2})
    void a_trend_is_followed_into_the_next_day(double perDay) {
        Recommendation found = recommend(i -> 60 + perDay * i / DAY + 0.05 * NOISE.applyAsDouble(i));

        assertThat(found.thresholds().get(0).upperBound()).isGreaterThan(60 + 8 * perDay);
    }

    @Test
    void weekends_have_their_own_level_and_do_not_widen_the_spread() {
        IntToDoubleFunction value = i -> (i / DAY >= 5 ? 10 : i % DAY >= 540 && i % DAY < 1_080 ? 100 : 10)
                * (1 + 0.05 * NOISE.applyAsDouble(i));

        Recommendation found = recommend(value);

        assertThat(found.backTest().alarms()).isZero();
        assertThat(found.thresholds()).allSatisfy(block -> {
            boolean busy = block.startHour() >= 9 && block.endHour() <= 18;
            assertThat(block.upperBound()).isCloseTo(busy ? 105.0 : 10.5, Percentage.withPercentage(6));
            assertThat(block.lowerBound()).isBetween(5.0, 9.6);
        });
    }

    private static boolean isIncident(int i, int count, int minutes) {
        int day = i / DAY;
        int[] hours = {3, 9, 15, 21, 11};
        return day >= 1
                && day <= count
                && i % DAY >= hours[day - 1] * 60 + 7
                && i % DAY < hours[day - 1] * 60 + 7 + minutes;
    }

    private static Recommendation recommend(IntToDoubleFunction value) {
        return ThresholdEngine.recommend(aWeekOf(value), settings(0.5));
    }

    private static ThresholdSettings settings(double sensitivity) {
        return ThresholdSettings.of(POSITIVE, 3, Direction.BOTH, sensitivity);
    }
}
