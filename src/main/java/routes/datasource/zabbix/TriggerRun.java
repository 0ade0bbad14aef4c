package routes.datasource.zabbix;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import routes.datasource.RuleEvaluation;
import routes.datasource.TimeSeries;

/**
 * Evaluates a trigger over history as the Zabbix server does: when a value comes, and, as the hours of a bound begin at whole minutes,
 * every minute. Pure.
 */
final class TriggerRun {
    private static final long MINUTE = 60;

    private final long[] times;
    private final double[] values;
    private final String path;
    private final ZoneId zone;

    /** @param series of the item, sorted. @param path of the item in expressions. @param zone of the server's clock */
    TriggerRun(TimeSeries series, String path, ZoneId zone) {
        this.times = series.timestamps();
        this.values = series.values();
        this.path = path;
        this.zone = zone;
    }

    /** @param recovery null: the alarm ends when the problem does */
    RuleEvaluation alarms(TriggerText.Condition problem, TriggerText.@Nullable Condition recovery) {
        List<Instant> alarms = new ArrayList<>();
        boolean going = false;
        for (long now : moments()) {
            Moment moment = new Moment(now);
            Boolean beyond = problem.of(moment);
            if (Boolean.TRUE.equals(beyond)) {
                if (!going) {
                    alarms.add(Instant.ofEpochSecond(now));
                }
                going = true;
            } else if (going && Boolean.FALSE.equals(beyond)) {
                going = recovery != null && !Boolean.TRUE.equals(recovery.of(moment));
            }
        }
        return new RuleEvaluation(alarms);
    }

    private long[] moments() {
        if (times.length == 0) {
            return times;
        }
        long first = times[0] / MINUTE * MINUTE + MINUTE;
        LongStream minutes = LongStream.iterate(first, time -> time <= times[times.length - 1], time -> time + MINUTE);
        return LongStream.concat(Arrays.stream(times), minutes)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The values at one moment. */
    private final class Moment implements TriggerText.Values {
        private final long now;
        private final int end;
        private final int clock;
        private final int day;

        Moment(long now) {
            this.now = now;
            int found = Arrays.binarySearch(times, now);
            this.end = found >= 0 ? found + 1 : -found - 1;
            ZonedDateTime shown = Instant.ofEpochSecond(now).atZone(zone);
            this.clock = shown.getHour() * 10_000 + shown.getMinute() * 100 + shown.getSecond();
            this.day = shown.getDayOfWeek().getValue();
        }

        @Override
        public @Nullable Double over(String function, String asked, long seconds) {
            if (!asked.equals(path)) {
                return null;
            }
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int i = end - 1; i >= 0 && times[i] > now - seconds; i--) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
                count++;
            }
            if (function.equals("count")) {
                return (double) count;
            }
            return count == 0 ? null : (Double) (function.equals("min") ? least : greatest);
        }

        @Override
        public int time() {
            return clock;
        }

        @Override
        public int dayOfWeek() {
            return day;
        }
    }
}
