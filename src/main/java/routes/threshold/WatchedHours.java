package routes.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When each bound of one side is watched by a rule that looks back over its window. Values from before the edge of a block, which
 * are normal there, must not be judged by the bound of the next block. So at each minute the widest bound of all hours within the
 * window counts: behind an edge the narrower bound begins one window later, and the wider one lasts one window longer. Behind hours
 * without a bound nothing is watched for one window.
 */
public final class WatchedHours {
    /** Minutes. */
    public static final int DAY = 24 * 60;

    private static final int HOUR = 60;
    private static final int NONE = -1;

    private final List<Part> parts;
    private final int[] byHour = new int[DaySplit.HOURS];
    private final int[] byMinute = new int[DAY];

    /**
     * The bound of one side of a block.
     *
     * @param bound seen as an upper one: a lower one is negated
     * @param window minutes that its rule looks back
     */
    public record Part(int startHour, int endHour, double bound, int window) {}

    /**
     * When a bound is watched, in minutes of the day.
     *
     * @param start from 0 to 1439
     * @param end exclusive, after the start: beyond 1440 when it goes over midnight
     */
    public record Span(int start, int end) {}

    private WatchedHours(List<Part> parts) {
        this.parts = parts;
        Arrays.fill(byHour, NONE);
        for (int index = 0; index < parts.size(); index++) {
            Arrays.fill(byHour, parts.get(index).startHour(), parts.get(index).endHour(), index);
        }
        for (int minute = 0; minute < DAY; minute++) {
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

    /** Index of the part whose bound is watched at a minute of the day; -1 for none. */
    int at(int minute) {
        return byMinute[minute];
    }

    /** When the bound of a part is watched; empty when wider ones always take its place. */
    public List<Span> spans(int part) {
        List<Span> spans = new ArrayList<>();
        for (int start = 0; start < DAY; start++) {
            if (byMinute[start] == part && byMinute[Math.floorMod(start - 1, DAY)] != part) {
                int end = start + 1;
                while (byMinute[end % DAY] == part) {
                    end++;
                }
                spans.add(new Span(start, end));
            }
        }
        boolean always = spans.isEmpty() && byMinute[0] == part;
        return always ? List.of(new Span(0, DAY)) : spans;
    }
}
