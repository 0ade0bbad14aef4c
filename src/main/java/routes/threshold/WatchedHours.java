package routes.threshold;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each bound of one side is watched by a rule that looks back over its window. Values from before the edge of a block, which
 * are normal there, must not be judged by the bound of the next block. So at each minute the widest bound of all hours within the
 * window counts: behind an edge the narrower bound begins one window later, and the wider one lasts one window longer. Behind hours
 * without a bound nothing is watched for one window. Midnight between days with other bounds, such as from Friday to Saturday, is an
 * edge like any other.
 */
public final class WatchedHours {
    /** Minutes. */
    public static final int DAY = 24 * 60;

    private static final int HOUR = 60;
    private static final int WEEK = 7 * DAY;
    private static final int NONE = -1;

    private final List<Part> parts;
    /** Minutes after which all bounds come again: a day, or a week that begins with Monday. */
    private final int cycle;

    private final int[] byHour;
    private final int[] byMinute;

    /**
     * The bound of one side of a block.
     *
     * @param bound seen as an upper one: a lower one is negated
     * @param window minutes that its rule looks back
     * @param days of the week on which it holds
     */
    public record Part(int startHour, int endHour, double bound, int window, Set<DayOfWeek> days) {
        Part(int startHour, int endHour, double bound, int window) {
            this(startHour, endHour, bound, window, ThresholdBlock.EVERY_DAY);
        }
    }

    /**
     * When a bound is watched, in minutes of the day.
     *
     * @param start from 0 to 1439
     * @param end exclusive, after the start: beyond 1440 when it goes over midnight
     * @param days of the week on which the hours of the part begin
     */
    public record Span(int start, int end, Set<DayOfWeek> days) {
        Span(int start, int end) {
            this(start, end, ThresholdBlock.EVERY_DAY);
        }
    }

    private WatchedHours(List<Part> parts) {
        this.parts = parts;
        this.cycle = parts.stream().allMatch(part -> part.days().equals(ThresholdBlock.EVERY_DAY)) ? DAY : WEEK;
        this.byHour = new int[cycle / HOUR];
        this.byMinute = new int[cycle];
        Arrays.fill(byHour, NONE);
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            for (DayOfWeek day : part.days()) {
                int midnight = day.ordinal() * DaySplit.HOURS % byHour.length;
                Arrays.fill(byHour, midnight + part.startHour(), midnight + part.endHour(), index);
            }
        }
        for (int minute = 0; minute < cycle; minute++) {
            byMinute[minute] = watched(minute);
        }
    }

    /** @param parts none overlaps another */
    public static WatchedHours of(List<Part> parts) {
        return new WatchedHours(List.copyOf(parts));
    }

    /** Whole minutes that cover a window. */
    public static int minutes(long seconds) {
        return (int) ((seconds + HOUR - 1) / HOUR);
    }

    /** The wider the bound, the further its own rule may look back, so it is looked for again until none is wider. */
    private int watched(int minute) {
        int widest = byHour[minute / HOUR];
        int before = NONE;
        while (widest != NONE && widest != before) {
            before = widest;
            widest = widest(minute, before);
        }
        return widest;
    }

    private int widest(int minute, int from) {
        int back = Math.min(parts.get(from).window(), DAY - 1);
        int widest = from;
        for (int hour = Math.floorDiv(minute - back, HOUR); hour <= minute / HOUR; hour++) {
            int there = byHour[Math.floorMod(hour, byHour.length)];
            if (there == NONE) {
                return NONE;
            }
            widest = parts.get(there).bound() > parts.get(widest).bound() ? there : widest;
        }
        return widest;
    }

    /** Index of the part whose bound is watched at a minute of the week; -1 for none. */
    int at(int minute) {
        return byMinute[minute % cycle];
    }

    /** When the bound of a part is watched, beginning anew with its hours of each day; empty when wider ones always take its place. */
    public List<Span> spans(int part) {
        int first = parts.get(part).startHour() * HOUR;
        Map<Span, Set<DayOfWeek>> days = new LinkedHashMap<>();
        for (int start = 0; start < cycle; start++) {
            if (isBegun(part, start)) {
                int end = start + 1;
                while (byMinute[end % cycle] == part && !isFirst(part, end % cycle)) {
                    end++;
                }
                int day = Math.floorMod(Math.floorDiv(start - first, DAY), DayOfWeek.values().length);
                days.computeIfAbsent(
                                new Span(start % DAY, start % DAY + end - start),
                                span -> EnumSet.noneOf(DayOfWeek.class))
                        .add(DayOfWeek.of(day + 1));
            }
        }
        return days.entrySet().stream()
                .map(span -> cycle == DAY
                        ? span.getKey()
                        : new Span(span.getKey().start(), span.getKey().end(), Set.copyOf(span.getValue())))
                .toList();
    }

    /** Whether the hours of a part begin with this minute, on one of its days. */
    private boolean isFirst(int part, int minute) {
        return byHour[minute / HOUR] == part && minute % DAY == parts.get(part).startHour() * HOUR;
    }

    private boolean isBegun(int part, int minute) {
        return byMinute[minute] == part
                && (isFirst(part, minute) || byMinute[Math.floorMod(minute - 1, cycle)] != part);
    }
}
