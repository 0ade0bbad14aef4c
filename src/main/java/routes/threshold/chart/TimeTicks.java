package routes.threshold.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the time axis is labelled: at midnights of the zone, or at hours when the axis is short. */
final class TimeTicks {
    private static final int MOST = 10;
    private static final long DAY = 86_400;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    record Tick(long time, String label) {}

    private TimeTicks() {}

    static List<Tick> of(long from, long to, ZoneId zone) {
        long days = Math.max(0, to - from) / DAY;
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime tick = Instant.ofEpochSecond(from).atZone(zone).truncatedTo(ChronoUnit.DAYS);
        while (tick.toEpochSecond() <= to) {
            if (tick.toEpochSecond() >= from) {
                ticks.add(new Tick(tick.toEpochSecond(), tick.format(days >= 2 ? DATE : HOUR)));
            }
            tick = days >= 2 ? tick.plusDays(days / MOST + 1) : tick.plusHours(6);
        }
        return ticks;
    }
}
