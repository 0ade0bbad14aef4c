package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import routes.threshold.WatchedHours;

/** Bounds of weekdays and weekends in one trigger, on the clock of the server. */
class WeekdayTriggerTest {
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A Monday; no clock is changed in the week. */
    private static final LocalDateTime START = LocalDateTime.parse("2026-02-02T00:00:00");

    private static final List<ThresholdBlock> BOUNDS = List.of(
            upper(0, 9, 12.2, ThresholdBlock.WEEKDAYS),
            upper(9, 24, 121, ThresholdBlock.WEEKDAYS),
            upper(0, 18, 9, ThresholdBlock.WEEKENDS),
            upper(18, 24, 30, ThresholdBlock.WEEKENDS));

    /** Values change at each edge, those between days with other bounds too, and incidents lie anywhere. */
    @ParameterizedTest
    @CsvSource({
        "UTC, UTC, 1",
        "UTC, UTC, 2",
        "Asia/Shanghai, UTC, 3",
        "Asia/Shanghai, UTC, 4",
        "UTC, Asia/Kolkata, 5",
        "UTC, Asia/Kolkata, 6",
        "America/Los_Angeles, Asia/Tokyo, 7",
        "America/Los_Angeles, Asia/Tokyo, 8"
    })
    void a_trigger_as_it_is_written_alarms_when_the_back_test_does(String zone, String server, long seed) {
        long[] times = times(ZoneId.of(zone));
        double[] calm =
                IntStream.range(0, WEEK).mapToDouble(WeekdayTriggerTest::usual).toArray();
        double[] values = broken(calm, new Random(seed));

        assertThat(alarms(times, calm, zone, server)).isEmpty();
        assertThat(backTested(times, calm, zone)).isEmpty();
        List<Incident> tested = backTested(times, values, zone);
        assertThat(tested).isNotEmpty();
        assertThat(alarms(times, values, zone, server)).as("" + tested).hasSameSizeAs(tested);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEEKDAYS | 0 | 24 | UTC | dayofweek()<=5",
                "WEEKENDS | 0 | 24 | UTC | dayofweek()>=6",
                "WEEKDAYS | 6 | 18 | UTC | dayofweek()<=5 and time()>=60000 and time()<=175959",
                "WEEKDAYS | 0 | 6 | UTC | dayofweek()<=5 and time()<=55959",
                "WEEKENDS | 18 | 24 | UTC | dayofweek()>=6 and time()>=180000",
                "WEEKENDS | 0 | 6 | Asia/Tokyo | dayofweek()>=6 and time()>=90000 and time()<=145959",
                "WEEKENDS | 18 | 24 | Asia/Tokyo | (dayofweek()=1 or dayofweek()=7) and time()>=30000 and time()<=85959",
                "WEEKDAYS | 6 | 18 | Asia/Tokyo | "
                        + "(dayofweek()<=5 and time()>=150000 or dayofweek()>=2 and dayofweek()<=6 and time()<=25959)",
                "WEEKDAYS | 0 | 6 | America/Los_Angeles | "
                        + "(dayofweek()<=4 or dayofweek()=7) and time()>=160000 and time()<=215959"
            })
    void days_and_hours_are_those_of_the_server(String days, int from, int to, String server, String expected) {
        Set<DayOfWeek> those = days.equals("WEEKDAYS") ? ThresholdBlock.WEEKDAYS : ThresholdBlock.WEEKENDS;
        RuleBlock block = new RuleBlock(from, to, new RuleBlock.Bound(9, MINUTE), null, those);

        assertThat(expressions("UTC", server).problem(List.of(block)))
                .isEqualTo("(min(/h1/system.cpu.load,60s)>9 and " + expected + ")");
    }

    private static ThresholdBlock upper(int from, int to, double bound, Set<DayOfWeek> days) {
        return new ThresholdBlock(from, to, bound, null, 3, 3, null, MINUTE, days);
    }

    private static double usual(int minute) {
        boolean weekend = minute / DAY >= 5;
        int hour = minute % DAY / 60;
        return weekend ? hour < 18 ? 8 : 28 : hour < 9 ? 10 : 100;
    }

    private static double[] broken(double[] calm, Random random) {
        double[] values = calm.clone();
        int[] edges = {0, 9 * 60, DAY, 5 * DAY, 5 * DAY + 18 * 60, 6 * DAY};
        for (int incident = 0; incident < 30; incident++) {
            int start = random.nextBoolean()
                    ? random.nextInt(WEEK)
                    : Math.max(0, edges[random.nextInt(edges.length)] - random.nextInt(20));
            int end = Math.min(WEEK, start + 1 + random.nextInt(40));
            double level = List.of(11.0, 20.0, 50.0, 500.0).get(random.nextInt(4));
            for (int minute = start; minute < end; minute++) {
                values[minute] = random.nextInt(12) == 0 ? usual(minute) : level;
            }
        }
        return values;
    }

    private static long[] times(ZoneId zone) {
        long first = START.atZone(zone).toEpochSecond();
        return LongStream.range(0, WEEK).map(minute -> first + 60 * minute + 30).toArray();
    }

    private static List<Incident> backTested(long[] times, double[] values, String zone) {
        ThresholdSettings settings = ThresholdSettings.of(MetricLimits.none(), 3, Direction.UP, 0.5)
                .withZone(ZoneId.of(zone))
                .withEvaluation(Evaluation.LOOKS_BACK_AS_ONE);
        Series series = new Series("cpu", Map.of(), "cpu", times, values);
        return ThresholdEngine.incidents(ThresholdEngine.clean(series, settings), settings, BOUNDS);
    }

    private static List<Instant> alarms(long[] times, double[] values, String zone, String server) {
        List<RuleBlock> written = written();
        ZabbixExpression expressions = expressions(zone, server);
        TimeSeries series = TimeSeries.of("system.cpu.load", Map.of(), times, values);
        return new TriggerRun(series, "/h1/system.cpu.load", ZoneId.of(server))
                .alarms(
                        TriggerText.parse(expressions.problem(written)),
                        TriggerText.parse(expressions.recovery(written)))
                .alarms();
    }

    /** The bounds when they are watched. */
    private static List<RuleBlock> written() {
        WatchedHours hours = WatchedHours.of(BOUNDS.stream()
                .map(block ->
                        new WatchedHours.Part(block.startHour(), block.endHour(), block.upperBound(), 3, block.days()))
                .toList());
        List<RuleBlock> written = new ArrayList<>();
        for (int part = 0; part < BOUNDS.size(); part++) {
            ThresholdBlock block = BOUNDS.get(part);
            for (WatchedHours.Span span : hours.spans(part)) {
                int late = Math.floorMod(span.start() - block.startHour() * 60, DAY);
                int longer = span.end() - span.start() + late - (block.endHour() - block.startHour()) * 60;
                RuleBlock.Bound bound = new RuleBlock.Bound(
                        block.upperBound(),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(late),
                        Duration.ofMinutes(longer));
                written.add(new RuleBlock(block.startHour(), block.endHour(), bound, null, span.days()));
            }
        }
        return written;
    }

    private static ZabbixExpression expressions(String zone, String server) {
        Source source = ZabbixFixtures.source(ZabbixFixtures.byPassword("http://z"), zone, "1", "h1");
        ((ObjectNode) source.config()).put("server_timezone", server);
        return new ZabbixExpression(
                source,
                new ZabbixItem("1", "h1", "h1", "system.cpu.load", "0", MINUTE),
                START.atZone(ZoneId.of(zone)).toInstant());
    }
}
