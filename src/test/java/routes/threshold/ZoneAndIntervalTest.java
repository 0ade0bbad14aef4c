package routes.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.threshold.SeriesFixtures.DAY;
import static routes.threshold.SeriesFixtures.aSeries;
import static routes.threshold.SeriesFixtures.aWeekOf;
import static routes.threshold.SeriesFixtures.sine;

import java.time.ZoneId;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W35 of the fact sheet: hours are those of the zone, and a slow series is treated like a fast one. */
class ZoneAndIntervalTest {
    private static final MetricLimits PERCENT = new MetricLimits(0.0, 100.0, null, null, 2_880, "%");

    @Test
    void w35_hours_are_those_of_the_zone_with_its_summer_time() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        long nightOfTheChange = 1_711_843_200L;

        long[] shown = WallClock.of(new long[] {nightOfTheChange, nightOfTheChange + 3_600}, berlin);

        assertThat(LongStream.of(shown).mapToInt(WallClock::hour)).containsExactly(1, 3);
    }

    @Test
    void w35_blocks_move_with_the_zone() {
        IntToDoubleFunction busyInTheMorningOfShanghai = i -> i % DAY < 360 ? 80 + i % 7 : 20 + i % 5;

        List<ThresholdBlock> blocks = recommend(
                        busyInTheMorningOfShanghai, up(PERCENT).withZone(ZoneId.of("Asia/Shanghai")))
                .thresholds();

        assertThat(blocks).extracting(ThresholdBlock::startHour).contains(0, 8, 14);
        assertThat(blocks).allSatisfy(block -> {
            boolean busy = block.startHour() >= 8 && block.startHour() < 14;
            assertThat(block.upperBound()).isBetween(busy ? 84.0 : 20.0, busy ? 100.0 : 40.0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 3_600})
    void w35_slower_series_are_daily_too(int interval) {
        Series slow = aSeries(7 * 86_400 / interval, interval, i -> 50 + 30 * sine(i * interval / 60.0));

        Recommendation found = ThresholdEngine.recommend(slow, up(PERCENT));

        assertThat(found.quality().daily()).isTrue();
        assertThat(found.thresholds()).hasSizeGreaterThan(1);
    }

    @Test
    void w35_flat_weekends_do_not_hide_the_pattern_of_the_week() {
        Recommendation found = recommend(i -> i / DAY >= 5 ? 20 : 50 + 30 * sine(i), up(PERCENT));

        assertThat(found.quality().daily()).isTrue();
    }

    @Test
    void w35_a_series_that_ends_in_the_hour_that_comes_twice_is_taken() {
        long endOfSummer = 1_729_990_800L;
        long week = 7 * 86_400 + 2_400;
        long[] times = LongStream.range(0, week / 60)
                .map(i -> endOfSummer + 600 - week + 60 * i)
                .toArray();
        double[] values = LongStream.of(times)
                .mapToDouble(time -> 50 + 30 * sine(time / 60 % DAY))
                .toArray();

        Recommendation found = ThresholdEngine.recommend(
                SeriesFixtures.of(times, values), up(PERCENT).withZone(ZoneId.of("Europe/Berlin")));

        assertThat(found.isSuccess()).isTrue();
    }

    private static Recommendation recommend(IntToDoubleFunction value, ThresholdSettings settings) {
        return ThresholdEngine.recommend(aWeekOf(value), settings);
    }

    private static ThresholdSettings up(MetricLimits limits) {
        return ThresholdSettings.of(limits, 3, Direction.UP, 0.5);
    }
}
