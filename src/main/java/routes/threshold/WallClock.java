package routes.threshold;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The clock on the wall of a zone, with its summer time. */
final class WallClock {
    private static final int HOUR = 3_600;

    private WallClock() {}

    /** Seconds that the wall clock of the zone shows, counted from its own 1970-01-01T00:00. */
    static long[] of(long[] times, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        long[] local = new long[times.length];
        long until = Long.MIN_VALUE;
        long offset = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= until) {
                Instant now = Instant.ofEpochSecond(times[i]);
                offset = rules.getOffset(now).getTotalSeconds();
                ZoneOffsetTransition next = rules.nextTransition(now);
                until = next == null ? Long.MAX_VALUE : next.getInstant().getEpochSecond();
            }
            local[i] = times[i] + offset;
        }
        return local;
    }

    static long day(long local) {
        return Math.floorDiv(local, Points.DAY);
    }

    /** From 0, the first hour of a Monday. */
    static int hourOfWeek(long local) {
        return dayOfWeek(local).ordinal() * DaySplit.HOURS + hour(local);
    }

    static DayOfWeek dayOfWeek(long local) {
        return DayOfWeek.THURSDAY.plus(day(local));
    }

    static int hour(long local) {
        return (int) (Math.floorMod(local, Points.DAY) / HOUR);
    }
}
