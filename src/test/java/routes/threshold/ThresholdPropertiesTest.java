package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import routes.fixtures.CpuTime;

/** What holds for every series. */
class ThresholdPropertiesTest {
    private static final int INTERVAL = 300;
    private static final int DAY = 86_400 / INTERVAL;

    /** What values are made of; the kinds cover what the branches of the algorithm tell apart. */
    enum Shape {
        CONSTANT,
        NOISE,
        DAILY,
        WALK,
        SPIKES,
        HEAVY_TAIL,
        BROKEN
    }

    record Case(Shape shape, long seed, int days, double level, ThresholdSettings settings) {
        Series series() {
            Random random = new Random(seed);
            double walk = 0;
            double[] values = new double[days * DAY];
            for (int i = 0; i < values.length; i++) {
                walk += random.nextGaussian();
                values[i] = level + value(i, random, walk);
            }
            return SeriesFixtures.of(
                    IntStream.range(0, values.length)
                            .mapToLong(i -> SeriesFixtures.START + (long) INTERVAL * i)
                            .toArray(),
                    values);
        }

        private double value(int i, Random random, double walk) {
            double noise = random.nextGaussian();
            return switch (shape) {
                case CONSTANT -> 0;
                case NOISE -> noise;
                case DAILY -> 10 * Math.sin(2 * Math.PI * i / DAY) + noise;
                case WALK -> walk;
                case SPIKES -> random.nextInt(40) == 0 ? 1e6 * noise : noise;
                case HEAVY_TAIL -> Math.pow(1 / (1 - random.nextDouble()), 2);
                case BROKEN -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(50) == 0 ? 1e300 : noise;
            };
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<ThresholdSettings> settings = Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(Direction.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.of(limits()),
                        Arbitraries.of(1, 2, 4, 8, 24))
                .as((window, direction, sensitivity, limits, split) -> ThresholdSettings.of(
                                limits, window, direction, sensitivity)
                        .withSplit(new DaySplit(split, 8, 0.3)));
        return Combinators.combine(
                        Arbitraries.of(Shape.class),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.of(0.0, 1e-9, 5.0, -5.0, 1000.0, -1000.0, 1e12),
                        settings)
                .as(Case::new);
    }

    private static List<MetricLimits> limits() {
        return List.of(
                MetricLimits.none(),
                MetricLimits.between(0.0, null),
                MetricLimits.between(-20.0, 20.0),
                new MetricLimits(null, null, -3.0, 3.0, 2_880, ""),
                new MetricLimits(null, 1e4, 10.0, 0.0, 100, ""));
    }

    @Property(tries = 300)
    void bounds_are_numbers_inside_the_limits_and_the_upper_is_not_below_the_lower(@ForAll("cases") Case one) {
        Recommendation found = ThresholdEngine.recommend(one.series(), one.settings());

        MetricLimits limits = one.settings().limits();
        for (ThresholdBlock block : found.thresholds()) {
            for (Double bound : bounds(block)) {
                assertThat(bound).isFinite();
                assertThat(limits.maxValue() == null || bound <= limits.maxValue())
                        .isTrue();
                assertThat(limits.minValue() == null || bound >= limits.minValue())
                        .isTrue();
            }
            if (block.upperBound() != null && block.lowerBound() != null) {
                assertThat(block.upperBound()).isGreaterThanOrEqualTo(block.lowerBound());
            }
        }
    }

    @Property(tries = 300)
    void there_are_blocks_or_a_reason_and_blocks_are_sorted_apart_and_wanted(@ForAll("cases") Case one) {
        Recommendation found = ThresholdEngine.recommend(one.series(), one.settings());

        assertThat(found.thresholds().isEmpty()).isEqualTo(found.failure().isPresent());
        assertThat(found.isSuccess()).isEqualTo(found.errorMessage().isEmpty());
        assertThat(found.thresholds().size()).isLessThanOrEqualTo(8);
        int end = 0;
        for (ThresholdBlock block : found.thresholds()) {
            assertThat(block.startHour()).isGreaterThanOrEqualTo(end);
            end = block.endHour();
            assertThat(block.upperBound() != null && !one.settings().direction().wantsUpper())
                    .isFalse();
            assertThat(block.lowerBound() != null && !one.settings().direction().wantsLower())
                    .isFalse();
        }
    }

    @Property(tries = 60)
    void the_order_of_the_points_does_not_matter(@ForAll("cases") Case one, @ForAll long seed) {
        Series series = one.series();
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, series.times().length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        Series shuffled = SeriesFixtures.of(
                order.stream().mapToLong(i -> series.times()[i]).toArray(),
                order.stream().mapToDouble(i -> series.values()[i]).toArray());

        assertThat(ThresholdEngine.recommend(shuffled, one.settings()))
                .isEqualTo(ThresholdEngine.recommend(series, one.settings()));
    }

    @Property(tries = 60)
    void another_unit_scales_the_bounds(@ForAll("cases") Case one, @ForAll @LongRange(min = -20, max = 20) long power) {
        ThresholdSettings free = free(one.settings(), one.settings().direction());
        double factor = Math.pow(2, power);

        List<ThresholdBlock> plain =
                ThresholdEngine.recommend(one.series(), free).thresholds();
        List<ThresholdBlock> scaled =
                ThresholdEngine.recommend(mapped(one.series(), factor, 0), free).thresholds();

        assertThat(scaled).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            List<Double> expected = bounds(plain.get(i));
            List<Double> got = bounds(scaled.get(i));
            for (int j = 0; j < expected.size(); j++) {
                double bound = expected.get(j) * factor;
                assertThat(got.get(j)).isCloseTo(bound, within(Math.abs(bound) * 1e-9));
            }
        }
    }

    @Property(tries = 60)
    void upside_down_the_lower_bound_is_the_upper_one(@ForAll("cases") Case one) {
        List<ThresholdBlock> upper = ThresholdEngine.recommend(one.series(), free(one.settings(), Direction.UP))
                .thresholds();
        List<ThresholdBlock> lower = ThresholdEngine.recommend(
                        mapped(one.series(), -1, 0), free(one.settings(), Direction.DOWN))
                .thresholds();

        assertThat(lower).hasSameSizeAs(upper);
        for (int i = 0; i < lower.size(); i++) {
            double expected = upper.get(i).upperBound();
            assertThat(-lower.get(i).lowerBound()).isCloseTo(expected, within(Math.abs(expected) * 1e-9));
        }
    }

    @Property(tries = 100)
    void a_larger_sensitivity_never_narrows_a_bound(@ForAll("cases") Case one) {
        List<ThresholdBlock> before = List.of();
        for (double sensitivity : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            List<ThresholdBlock> wider = ThresholdEngine.recommend(one.series(), asked(one.settings(), sensitivity))
                    .thresholds();
            for (int i = 0; i < before.size(); i++) {
                assertThat(wider.get(i).startHour()).isEqualTo(before.get(i).startHour());
                assertThat(wider.get(i).upperWindow()).isEqualTo(before.get(i).upperWindow());
                assertThat(wider.get(i).lowerWindow()).isEqualTo(before.get(i).lowerWindow());
                assertThat(spread(wider.get(i))).isGreaterThanOrEqualTo(spread(before.get(i)));
            }
            before = wider;
        }
    }

    private static double spread(ThresholdBlock block) {
        return (block.upperBound() == null ? 0 : block.upperBound())
                - (block.lowerBound() == null ? 0 : block.lowerBound());
    }

    private static ThresholdSettings asked(ThresholdSettings settings, double sensitivity) {
        return ThresholdSettings.of(settings.limits(), settings.window(), settings.direction(), sensitivity)
                .withSplit(settings.split());
    }

    @Property(tries = 60)
    void wherever_the_level_lies_most_points_are_inside(@ForAll("cases") Case one) {
        Recommendation found = ThresholdEngine.recommend(one.series(), free(one.settings(), Direction.BOTH));

        assertThat(found.backTest().pointsOutside()).isLessThanOrEqualTo(one.days() * DAY * 5 / 8);
    }

    @Property(tries = 100)
    void the_back_test_is_what_the_blocks_would_do(@ForAll("cases") Case one) {
        Series series = one.series();
        Recommendation found = ThresholdEngine.recommend(series, one.settings());

        int outside = 0;
        for (int i = 0; i < series.times().length; i++) {
            int hour = WallClock.hour(series.times()[i]);
            double value = series.values()[i];
            boolean usable = Math.abs(value) <= 1e50;
            outside += found.thresholds().stream()
                            .anyMatch(block -> usable && covers(block, hour) && isOutside(block, value))
                    ? 1
                    : 0;
        }

        BackTest test = found.backTest();
        assertThat(test.pointsOutside()).isEqualTo(outside);
        assertThat(test.alarms()).isLessThanOrEqualTo(outside);
        assertThat(test.incidents()).hasSize(Math.min(test.alarms(), BackTest.SHOWN));
        assertThat(test.incidents())
                .allMatch(incident -> incident.above()
                        ? incident.extreme() > incident.bound()
                        : incident.extreme() < incident.bound());
    }

    @Property(tries = 200)
    void whatever_the_numbers_are_nothing_is_thrown(
            @ForAll @Size(max = 200) List<Long> times, @ForAll @Size(max = 200) List<Double> values) {
        Series series = SeriesFixtures.of(
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
        int shared = Math.min(times.size(), values.size());
        Series paired =
                SeriesFixtures.of(Arrays.copyOf(series.times(), shared), Arrays.copyOf(series.values(), shared));
        ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 2, Direction.BOTH, 0.5);

        assertThat(ThresholdEngine.recommend(series, settings)).isNotNull();
        assertThat(ThresholdEngine.recommend(paired, settings)).isNotNull();
    }

    @Property(tries = 60)
    void the_cost_is_bounded(@ForAll("cases") Case one) {
        Duration cost = CpuTime.of(() -> ThresholdEngine.recommend(one.series(), one.settings()));

        assertThat(cost).isLessThan(Duration.ofSeconds(5));
    }

    private static ThresholdSettings free(ThresholdSettings settings, Direction direction) {
        return ThresholdSettings.of(MetricLimits.none(), settings.window(), direction, settings.sensitivity())
                .withSplit(settings.split());
    }

    private static Series mapped(Series series, double factor, double shift) {
        double[] values = new double[series.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = series.values()[i] * factor + shift;
        }
        return SeriesFixtures.of(series.times(), values);
    }

    private static boolean covers(ThresholdBlock block, int hour) {
        return hour >= block.startHour() && hour < block.endHour();
    }

    private static boolean isOutside(ThresholdBlock block, double value) {
        return block.upperBound() != null && value > block.upperBound()
                || block.lowerBound() != null && value < block.lowerBound();
    }

    private static List<Double> bounds(ThresholdBlock block) {
        List<Double> bounds = new ArrayList<>();
        if (block.upperBound() != null) {
            bounds.add(block.upperBound());
        }
        if (block.lowerBound() != null) {
            bounds.add(block.lowerBound());
        }
        return bounds;
    }
}
