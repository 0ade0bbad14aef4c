package routes.threshold;

import java.util.Arrays;

/**
 * What is normal above the middle of a series for one window: for each slot of the day the level that its hours usually
 * reach, how far they scatter around it, and, from all hours together, how far the rarest of them go.
 *
 * <p>Every figure is a median or leaves out the {@link Incidents few hours far beyond all others}, so that what went
 * wrong now and then does not count as normal.
 */
final class NormalLevels {
    /** Scatter of a normal distribution, from the median distance. */
    private static final double DEVIATION = 1.4826;
    /** No slot scatters less than this share of the others: seven days show too few values of one. */
    private static final double LEAST_SCATTER = 0.3;
    /** Nor less than this share of the distance between the quartiles of its values. */
    private static final double LEAST_OF_NOISE = 0.15;
    /** A bound goes at least this share of the way to the farthest level that two points in a row ever held. */
    private static final double TOWARDS_PAIR = 1.0 / 3;
    /** And this share to the farthest value. A value that hardly ever changes leaves this out: a spike does not last. */
    private static final double TOWARDS_SINGLE = 0.25;
    /** An incident is farther from the usual than the quartiles of the values in its hour are from each other. */
    private static final double CLEAR_OF_NOISE = 1;
    /** Where nothing scatters, the unit is this share of the farthest hour. */
    private static final double FINE = 1e-3;

    private static final int SLOTS_LIKE_THEIR_NEIGHBOURS = 12;
    private static final int FEWEST_DAYS_FOR_DRIFT = 4;
    private static final int DAYS_AHEAD = 2;

    private final HourCells cells;
    private final double[] values;
    private final double[] peaks;
    private final double[][] levels;
    private final double[] away;
    private final double[] scatter;
    private final double[] highest;
    private final double least;
    private final boolean still;
    private final double drift;
    private final Tail tail;

    NormalLevels(HourCells cells, HeldLevels held, int window) {
        this.cells = cells;
        this.values = held.values();
        this.peaks = held.of(window);
        this.levels = new double[HourCells.KINDS][cells.slots()];
        this.away = new double[peaks.length];
        Arrays.fill(away, Double.NaN);
        for (int kind = 0; kind < HourCells.KINDS; kind++) {
            for (int slot = 0; slot < cells.slots(); slot++) {
                levels[kind][slot] = level(cells.of(kind, slot));
            }
        }
        this.scatter = scatter();
        double[] relative = withoutSaidNormal(relative(peaks));
        double[] descending = descending(relative);
        Incidents incidents = Incidents.of(relative, overNoise(), descending, cells.days(), this::secondsBeyond);
        this.tail = descending.length == 0 ? new Tail(0, 0, 0, 0) : Tail.of(descending, incidents.count());
        this.still = tail.scale() == 0 && tail.start() == 0;
        double towardsPair = TOWARDS_PAIR * farthest(relative(held.of(2)), relative, incidents);
        double towardsSingle = still ? 0 : TOWARDS_SINGLE * farthest(relative(held.of(1)), relative, incidents);
        this.least = Math.max(towardsPair, towardsSingle);
        this.highest = highest(relative, incidents);
        this.drift = drift();
    }

    private double level(int[] members) {
        double[] known = new double[members.length];
        int count = 0;
        for (int cell : members) {
            if (peaks[cell] == peaks[cell]) {
                known[count++] = peaks[cell];
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double level = HourCells.median(Arrays.copyOf(known, count));
        for (int cell : members) {
            away[cell] = peaks[cell] - level;
        }
        return level;
    }

    private double[] scatter() {
        int slots = cells.slots();
        double all = scatter(-1, slots);
        int reach = slots >= SLOTS_LIKE_THEIR_NEIGHBOURS ? 1 : 0;
        double[] found = new double[slots];
        double largest = 0;
        for (int slot = 0; slot < slots; slot++) {
            double fewest = Math.max(all * LEAST_SCATTER, cells.noise(slot) * LEAST_OF_NOISE);
            found[slot] = Math.max(fewest, scatter(slot, reach));
            largest = Math.max(largest, found[slot]);
        }
        double fallback = largest > 0 ? largest : FINE * farthest();
        for (int slot = 0; slot < slots; slot++) {
            found[slot] = found[slot] > 0 ? found[slot] : fallback > 0 ? fallback : 1;
        }
        return found;
    }

    /** Of the hours in a slot and those beside it, around midnight too. */
    private double scatter(int slot, int reach) {
        double[] distances = new double[away.length];
        int count = 0;
        for (int cell = 0; cell < away.length; cell++) {
            int apart = Math.abs(cells.slot(cell) - slot);
            if (away[cell] == away[cell] && Math.min(apart, cells.slots() - apart) <= reach) {
                distances[count++] = Math.abs(away[cell]);
            }
        }
        return count == 0 ? 0 : DEVIATION * HourCells.median(Arrays.copyOf(distances, count));
    }

    private double farthest() {
        double farthest = 0;
        for (double one : away) {
            farthest = Math.abs(one) > farthest ? Math.abs(one) : farthest;
        }
        return farthest;
    }

    /** How far levels lie above the usual one of their hours, in units of the scatter. */
    private double[] relative(double[] held) {
        double[] relative = new double[away.length];
        for (int cell = 0; cell < away.length; cell++) {
            relative[cell] = (held[cell] - peaks[cell] + away[cell]) / scatter[cells.slot(cell)];
        }
        return relative;
    }

    /** What a person said is normal is no incident, and does not make the others scatter more. */
    private double[] withoutSaidNormal(double[] relative) {
        for (int cell = 0; cell < relative.length; cell++) {
            relative[cell] = cells.isSaidNormal(cell) ? Double.NaN : relative[cell];
        }
        return relative;
    }

    private static double farthest(double[] held, double[] relative, Incidents incidents) {
        double farthest = 0;
        for (int cell = 0; cell < held.length; cell++) {
            boolean isFarther = relative[cell] < incidents.from() && held[cell] > farthest;
            farthest = isFarther ? held[cell] : farthest;
        }
        return farthest;
    }

    private double[] overNoise() {
        double[] over = new double[away.length];
        for (int cell = 0; cell < away.length; cell++) {
            over[cell] = away[cell] - CLEAR_OF_NOISE * cells.noise(cells.slot(cell));
        }
        return over;
    }

    private long secondsBeyond(int from, int to, double level) {
        long[] times = cells.points().times();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int cell = from; cell < to; cell++) {
            double bar = peaks[cell] - away[cell] + level * scatter[cells.slot(cell)];
            for (int i = cells.start(cell); i < cells.end(cell); i++) {
                if (values[i] > bar) {
                    first = Math.min(first, times[i]);
                    last = times[i];
                }
            }
        }
        return first > last ? 0 : last - first + cells.points().interval();
    }

    private static double[] descending(double[] values) {
        double[] sorted = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (value == value) {
                sorted[count++] = 0.0 - value;
            }
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.sort(sorted);
        for (int i = 0; i < count; i++) {
            sorted[i] = 0.0 - sorted[i];
        }
        return sorted;
    }

    private double[] highest(double[] relative, Incidents incidents) {
        double[] found = new double[cells.slots()];
        Arrays.fill(found, Double.NEGATIVE_INFINITY);
        for (int cell = 0; cell < peaks.length; cell++) {
            if (relative[cell] < incidents.from() || cells.isSaidNormal(cell) && peaks[cell] == peaks[cell]) {
                found[cells.slot(cell)] = Math.max(found[cells.slot(cell)], peaks[cell]);
            }
        }
        return found;
    }

    /** How far the level will have moved when the next day ends, if it moved the same way on nearly all days. */
    private double drift() {
        if (cells.days() < FEWEST_DAYS_FOR_DRIFT) {
            return 0;
        }
        double[] middles = middles();
        double[] steps = new double[Math.max(0, middles.length - 1)];
        int up = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = middles[i + 1] - middles[i];
            up += steps[i] > 0 ? 1 : 0;
        }
        boolean steady = steps.length >= FEWEST_DAYS_FOR_DRIFT - 1 && up >= steps.length - steps.length / 5;
        return steady ? Math.max(0, HourCells.median(steps)) * DAYS_AHEAD : 0;
    }

    /** How far each day lies above the usual, by the median of its hours; days without a level are left out. */
    private double[] middles() {
        double[] middles = new double[cells.days()];
        double[] ofDay = new double[away.length];
        int days = 0;
        int count = 0;
        for (int cell = 0; cell < away.length; cell++) {
            if (away[cell] == away[cell]) {
                ofDay[count++] = away[cell];
            }
            boolean isLast = cell + 1 == away.length || cells.day(cell + 1) != cells.day(cell);
            if (isLast && count > 0) {
                middles[days++] = HourCells.median(Arrays.copyOf(ofDay, count));
                count = 0;
            }
        }
        return Arrays.copyOf(middles, days);
    }

    boolean isKnown(int slot) {
        return reach(slot) == reach(slot);
    }

    /** Most hours reach their level exactly: how far normal values may go is a guess. */
    boolean isStill() {
        return still;
    }

    /** The level that the hours of the slot usually reach, on weekdays or weekends; NaN: no hour has a level. */
    double reach(int slot) {
        double week = levels[0][slot];
        double end = levels[1][slot];
        return end == end && !(week >= end) ? end : week;
    }

    /** The highest value that counts as normal. */
    double highest(int slot) {
        return highest[slot];
    }

    /** The level that an hour of the slot passes with this chance. */
    double level(int slot, double chance) {
        return reach(slot) + scatter[slot] * Math.max(tail.level(chance), least) + drift;
    }

    /** The chance that one hour of the slot passes the bound. */
    double chance(int slot, double bound) {
        double over = bound - reach(slot) - drift;
        return tail.chance(over / scatter[slot]);
    }
}
