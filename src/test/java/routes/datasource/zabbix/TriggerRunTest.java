package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.datasource.RuleBlock;
import routes.datasource.Source;
import routes.datasource.TimeSeries;
import routes.threshold.Direction;
import routes.threshold.Evaluation;
import routes.threshold.Incident;
import routes.threshold.MetricLimits;
import routes.threshold.Series;
import routes.threshold.ThresholdBlock;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

/** Triggers as they are written, evaluated over history as Zabbix does. */
class TriggerRunTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String PATH = "/h1/system.cpu.load";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 minutes above | 300 | 302 | 0",
                "3 minutes above | 300 | 303 | 1",
                "an hour above | 300 | 360 | 1",
                "over the edge of the block | 1070 | 1090 | 1"
            })
    void a_trigger_alarms_when_all_values_of_a_window_are_beyond_its_bound(String name, int from, int to, int alarms) {
        assertThat(alarms(minute -> minute >= from && minute < to ? 500 : usual(minute)))
                .hasSize(alarms);
    }

    @Test
    void it_says_when_and_one_value_within_does_not_end_it() {
        List<Instant> alarms = alarms(minute -> minute >= 300 && minute < 320 && minute != 310 ? 500 : usual(minute));

        assertThat(alarms).containsExactly(START.plusSeconds(302 * 60 + 30));
    }

    @Test
    void the_edges_of_the_written_hours_raise_nothing_and_those_of_unmoved_hours_do() {
        assertThat(alarms(TriggerRunTest::usual)).isEmpty();
        assertThat(run(expression(blocks(Duration.ZERO)), null, TriggerRunTest::usual, ZoneOffset.UTC))
                .containsExactly(START.plus(Duration.ofHours(18)));
    }

    /** What a sync compares when it reads back: incidents at any time, over edges of blocks, with gaps within and between them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_trigger_as_it_is_written_alarms_when_the_back_test_does(long seed) {
        Random random = new Random(seed);
        double[] values =
                IntStream.range(0, 1440).mapToDouble(TriggerRunTest::usual).toArray();
        for (int incident = 0; incident < 6; incident++) {
            int edge = random.nextBoolean() ? 360 : 1080;
            int start = random.nextBoolean() ? random.nextInt(1400) : edge - random.nextInt(20);
            int end = Math.min(1440, start + 1 + random.nextInt(40));
            for (int minute = start; minute < end; minute++) {
                values[minute] = random.nextInt(12) == 0 ? usual(minute) : 500;
            }
        }

        List<Incident> tested = backTested(values);

        assertThat(alarms(minute -> values[minute])).as("" + tested).hasSameSizeAs(tested);
    }

    private static List<Incident> backTested(double[] values) {
        List<ThresholdBlock> blocks = List.of(learned(0, 6, 12.2), learned(6, 18, 121), learned(18, 24, 12.2));
        ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.UP, 0.5)
                .withEvaluation(Evaluation.LOOKS_BACK_AS_ONE);
        Series series = new Series("cpu", Map.of(), "cpu", times(), values);
        return ThresholdEngine.incidents(ThresholdEngine.clean(series, settings), settings, blocks);
    }

    private static ThresholdBlock learned(int from, int to, double upper) {
        return new ThresholdBlock(from, to, upper, null, 3, 3, null, Duration.ofMinutes(1));
    }

    @Test
    void hours_are_those_of_the_clock_of_the_server() {
        String night = "(max(" + PATH + ",60s)<50 and time()>=70000 and time()<=175959)";

        assertThat(run(night, null, TriggerRunTest::usual, ZoneOffset.UTC)).isEmpty();
        assertThat(run(night, null, TriggerRunTest::usual, ZoneId.of("Asia/Shanghai")))
                .isNotEmpty();
    }

    @Test
    void what_is_unknown_decides_nothing() {
        TriggerText.Values nothing = new TriggerText.Values() {
            @Override
            public Double over(String function, String path, long seconds) {
                return function.equals("count") ? 0.0 : null;
            }

            @Override
            public int time() {
                return 120_000;
            }

            @Override
            public int dayOfWeek() {
                return 6;
            }
        };

        assertThat(TriggerText.parse("min(/h/k,60s)>1").of(nothing)).isNull();
        assertThat(TriggerText.parse("not (min(/h/k,60s)>1)").of(nothing)).isNull();
        assertThat(TriggerText.parse("min(/h/k,60s)>1 and count(/h/k,60s)>=3").of(nothing))
                .isFalse();
        assertThat(TriggerText.parse("min(/h/k,60s)>1 or time()=120000").of(nothing))
                .isTrue();
        assertThat(TriggerText.parse("min(/h/k[a,(b)],3m)>1 and time()<>120000").of(nothing))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "min(/h/k,3m)",
                "avg(/h/k,3m)>1",
                "min(/h/k,3m)>1 and",
                "(time()>1",
                "time()>1)",
                "time()>{$MACRO}"
            })
    void an_expression_of_another_kind_is_not_understood(String expression) {
        assertThatThrownBy(() -> TriggerText.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not understood");
    }

    private static double usual(int minute) {
        return minute >= 360 && minute < 1080 ? 100 : 10;
    }

    private static List<RuleBlock> blocks(Duration late) {
        Duration window = Duration.ofMinutes(3);
        RuleBlock.Bound night = new RuleBlock.Bound(12.2, window);
        return List.of(
                new RuleBlock(0, 6, night, null),
                new RuleBlock(6, 18, new RuleBlock.Bound(121, window, Duration.ZERO, late), null),
                new RuleBlock(18, 24, new RuleBlock.Bound(12.2, window, late, Duration.ZERO), null));
    }

    private static List<Instant> alarms(IntToDoubleFunction value) {
        List<RuleBlock> blocks = blocks(Duration.ofMinutes(3));
        return run(expression(blocks), expressions().recovery(blocks), value, ZoneOffset.UTC);
    }

    private static String expression(List<RuleBlock> blocks) {
        return expressions().problem(blocks);
    }

    private static ZabbixExpression expressions() {
        Source source = ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), "UTC", "1", "h1");
        return new ZabbixExpression(
                source, new ZabbixItem("1", "h1", "h1", "system.cpu.load", "0", Duration.ofMinutes(1)), START);
    }

    private static long[] times() {
        return LongStream.range(0, 1440)
                .map(minute -> START.getEpochSecond() + 60 * minute + 30)
                .toArray();
    }

    private static List<Instant> run(
            String problem, @Nullable String recovery, IntToDoubleFunction value, ZoneId zone) {
        double[] values = IntStream.range(0, 1440).mapToDouble(value).toArray();
        TimeSeries series = TimeSeries.of("system.cpu.load", Map.of(), times(), values);
        return new TriggerRun(series, PATH, zone)
                .alarms(TriggerText.parse(problem), recovery == null ? null : TriggerText.parse(recovery))
                .alarms();
    }
}
