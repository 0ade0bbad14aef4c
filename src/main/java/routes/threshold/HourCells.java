package routes.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points by the hours they lie in: one cell for each hour of each day. Cells at the same time of day share a slot,
 * and weekends are a kind of their own where they differ from weekdays.
 */
final class HourCells {
    /** Weekdays, or all days, and weekends. */
    static final int KINDS = 2;

    static final int LOW = 0;
    static final int MIDDLE = 1;
    static final int HIGH = 2;

    private static final int SATURDAY = 2;
    private static final int FEWEST_WEEKDAYS = 3;
    private static final int FEWEST_WEEKEND_DAYS = 2;
    /** How many times farther than weekdays among each other the weekend lies from them. */
    private static final double WEEKEND_APART = 3;

    private final Points points;
    private final int[] starts;
    private final int[] slotOf;
    private final int[] dayOf;
    private final boolean[] weekend;
    private final double[][] quartiles;
    private final int slots;
    private final int days;
    private final boolean weekendsDiffer;
    private final int[][][] members;
    private final double[][][] usual;
    private final double[] noises;
    private final int[] pointsIn;
    private final boolean[] saidNormal;

    /**
     * @param hoursPerSlot 24: the series has no time of day
     * @param normal stretches that are normal however they look
     */
    HourCells(Points points, long[] local, int hoursPerSlot, List<TimeRange> normal) {
        this.points = points;
        this.slots = DaySplit.HOURS / hoursPerSlot;
        this.starts = starts(local);
        int count = starts.length - 1;
        this.slotOf = new int[count];
        this.dayOf = new int[count];
        this.weekend = new boolean[count];
        this.quartiles = new double[count][];
        int day = 0;
        for (int i = 0; i < count; i++) {
            long shown = local[starts[i]];
            day += i > 0 && WallClock.day(shown) != WallClock.day(local[starts[i - 1]]) ? 1 : 0;
            slotOf[i] = WallClock.hour(shown) / hoursPerSlot;
            dayOf[i] = day;
            weekend[i] = Math.floorMod(WallClock.day(shown) - SATURDAY, 7) < 2;
            quartiles[i] = quartiles(Arrays.copyOfRange(points.values(), starts[i], starts[i + 1]));
        }
        this.days = day + 1;
        this.weekendsDiffer = weekendsAreApart();
        this.members = new int[KINDS][slots][];
        this.usual = new double[KINDS][slots][];
        this.noises = new double[slots];
        this.pointsIn = new int[slots];
        this.saidNormal = new boolean[count];
        for (int i = 0; i < count; i++) {
            saidNormal[i] = isIn(normal, i);
        }
        fillSlots();
    }

    /** A row of points that starts in the cell before, and reaches into the stretch, is part of it. */
    private boolean isIn(List<TimeRange> normal, int cell) {
        long first = points.times()[start(cell)];
        long last = points.times()[end(cell) - 1] + BoundTable.WIDEST_WINDOW * points.interval();
        return normal.stream().anyMatch(range -> range.overlaps(first, last));
    }

    private void fillSlots() {
        for (int slot = 0; slot < slots; slot++) {
            for (int kind = 0; kind < KINDS; kind++) {
                members[kind][slot] = members(kind, slot);
                usual[kind][slot] = usual(members[kind][slot]);
                for (int cell : members[kind][slot]) {
                    pointsIn[slot] += end(cell) - start(cell);
                }
            }
            noises[slot] = noiseOf(slot);
        }
    }

    private int[] members(int kind, int slot) {
        return IntStream.range(0, count())
                .filter(cell -> slotOf[cell] == slot && kind(cell) == kind)
                .toArray();
    }

    private static int[] starts(long[] local) {
        int[] found = IntStream.range(0, local.length)
                .filter(i -> i == 0
                        || WallClock.hour(local[i]) != WallClock.hour(local[i - 1])
                        || WallClock.day(local[i]) != WallClock.day(local[i - 1]))
                .toArray();
        int[] withEnd = Arrays.copyOf(found, found.length + 1);
        withEnd[found.length] = local.length;
        return withEnd;
    }

    Points points() {
        return points;
    }

    int count() {
        return slotOf.length;
    }

    int slots() {
        return slots;
    }

    int days() {
        return days;
    }

    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return starts[cell + 1];
    }

    int slot(int cell) {
        return slotOf[cell];
    }

    int day(int cell) {
        return dayOf[cell];
    }

    /** Whether a person said that what happened in it is normal. */
    boolean isSaidNormal(int cell) {
        return saidNormal[cell];
    }

    /** 1: a cell of a weekend that differs from weekdays. */
    int kind(int cell) {
        return weekendsDiffer && weekend[cell] ? 1 : 0;
    }

    /** The cells of a slot and kind, by time. */
    int[] of(int kind, int slot) {
        return members[kind][slot];
    }

    boolean weekendsDiffer() {
        return weekendsDiffer;
    }

    /** The lower quartile, the median or the upper quartile of the values that the hours of a slot usually have. */
    double usual(int kind, int slot, int quartile) {
        return usual[kind][slot][quartile];
    }

    private double[] usual(int[] those) {
        double[] found = new double[HIGH + 1];
        double[] values = new double[those.length];
        for (int quartile = LOW; quartile <= HIGH; quartile++) {
            for (int i = 0; i < those.length; i++) {
                values[i] = quartiles[those[i]][quartile];
            }
            found[quartile] = those.length == 0 ? Double.NaN : median(values);
        }
        return found;
    }

    /** The distance between the quartiles that the hours of a slot usually have. */
    double noise(int slot) {
        return noises[slot];
    }

    private double noiseOf(int slot) {
        int kind = members[0][slot].length > 0 ? 0 : 1;
        double noise = usual(kind, slot, HIGH) - usual(kind, slot, LOW);
        return noise == noise ? noise : 0;
    }

    int pointsIn(int slot) {
        return pointsIn[slot];
    }

    private boolean weekendsAreApart() {
        if (daysOf(true) < FEWEST_WEEKEND_DAYS || daysOf(false) < FEWEST_WEEKDAYS) {
            return false;
        }
        double[] apart = new double[slots];
        double[] inside = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            double[] week = middles(slot, false);
            double[] end = middles(slot, true);
            if (week.length > 0 && end.length > 0) {
                double middle = median(week);
                apart[slot] = Math.abs(median(end) - middle);
                inside[slot] = median(Arrays.stream(week)
                        .map(value -> Math.abs(value - middle))
                        .toArray());
            }
        }
        return upperQuartile(apart) > WEEKEND_APART * upperQuartile(inside);
    }

    private long daysOf(boolean ofWeekend) {
        return IntStream.range(0, count())
                .filter(cell -> weekend[cell] == ofWeekend)
                .map(cell -> dayOf[cell])
                .distinct()
                .count();
    }

    private double[] middles(int slot, boolean ofWeekend) {
        return IntStream.range(0, count())
                .filter(cell -> slotOf[cell] == slot && weekend[cell] == ofWeekend)
                .mapToDouble(cell -> quartiles[cell][MIDDLE])
                .toArray();
    }

    private static double[] quartiles(double[] values) {
        Arrays.sort(values);
        return new double[] {Percentile.of(values, 25), Percentile.of(values, 50), Percentile.of(values, 75)};
    }

    private static double upperQuartile(double[] values) {
        Arrays.sort(values);
        return Percentile.of(values, 75);
    }

    /** Of at least one value; the array is sorted. */
    static double median(double[] values) {
        Arrays.sort(values);
        return Percentile.of(values, 50);
    }
}
