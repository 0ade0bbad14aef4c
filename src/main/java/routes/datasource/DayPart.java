package routes.datasource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Part of a platform's day, in minutes from its midnight.
 *
 * @param start inclusive
 * @param end exclusive, up to 1440
 */
public record DayPart(int start, int end) {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int SECONDS = 60;

    /**
     * The hours of a block on the platform's clock; two parts when they go over its midnight there. Hours move with the
     * offsets that both zones have now: rules of a zone with daylight saving time differ after the change, and the next
     * sync moves them.
     */
    public static List<DayPart> of(RuleBlock block, ZoneId here, ZoneId there, Instant now) {
        return of(block.startHour() * HOUR, block.endHour() * HOUR, offset(there, now) - offset(here, now));
    }

    /** The same for when a bound of the block is watched. */
    public static List<DayPart> of(RuleBlock block, RuleBlock.Bound bound, ZoneId here, ZoneId there, Instant now) {
        int from = block.startHour() * HOUR + (int) bound.late().toMinutes();
        int to = block.endHour() * HOUR + (int) bound.longer().toMinutes();
        return of(from, to, offset(there, now) - offset(here, now));
    }

    /** @param days of the platform's clock, on each of which it is this part */
    public record OnDays(Set<DayOfWeek> days, DayPart part) {}

    /** The same for a bound of some days of the week: where its hours go over a midnight there, one part of each day. */
    public static List<OnDays> onDays(RuleBlock block, RuleBlock.Bound bound, ZoneId here, ZoneId there, Instant now) {
        int shift = (offset(there, now) - offset(here, now)) / SECONDS;
        int from = block.startHour() * HOUR + (int) bound.late().toMinutes() + shift;
        int to = block.endHour() * HOUR + (int) bound.longer().toMinutes() + shift;
        List<OnDays> parts = new ArrayList<>();
        for (int midnight = Math.floorDiv(from, DAY) * DAY; midnight < to; midnight += DAY) {
            int later = midnight / DAY;
            parts.add(new OnDays(
                    block.days().stream().map(day -> day.plus(later)).collect(Collectors.toUnmodifiableSet()),
                    new DayPart(Math.max(from - midnight, 0), Math.min(to - midnight, DAY))));
        }
        return parts;
    }

    private static List<DayPart> of(int from, int to, int shiftSeconds) {
        if (to - from >= DAY) {
            return List.of(new DayPart(0, DAY));
        }
        int start = Math.floorMod(from + shiftSeconds / SECONDS, DAY);
        int end = start + to - from;
        return end <= DAY
                ? List.of(new DayPart(start, end))
                : List.of(new DayPart(0, end - DAY), new DayPart(start, DAY));
    }

    private static int offset(ZoneId zone, Instant now) {
        return zone.getRules().getOffset(now).getTotalSeconds();
    }

    public boolean isWholeDay() {
        return start == 0 && endsAtMidnight();
    }

    public boolean endsAtMidnight() {
        return end == DAY;
    }

    /** {@code HH:mm} of the first minute. */
    public String first() {
        return clock(start);
    }

    /** {@code HH:mm} of the last minute, which is within: {@code 17:59} of a part until 18:00. */
    public String last() {
        return clock(end - 1);
    }

    private static String clock(int minute) {
        return String.format(java.util.Locale.ROOT, "%02d:%02d", minute / HOUR, minute % HOUR);
    }
}
