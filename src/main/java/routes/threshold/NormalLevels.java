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
        boolean[] incident = incidents(relative);
        double[] descending = descending(without(relative, incident));
        this.tail = descending.length == 0 ? new Tail(0, 0, 0, 0) : Tail.of(descending, 0);
        this.still = tail.scale() == 0 && tail.start() == 0;
        double towardsPair = TOWARDS_PAIR * farthest(relative(held.of(2)), relative, incident);
        double towardsSingle = still ? 0 : TOWARDS_SINGLE * farthest(relative(held.of(1)), relative, incident);
        this.least = Math.max(towardsPair, towardsSingle);
        this.highest = highest(relative, incident);
        this.drift = Drift.of(cells, away);
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

    /** Hours far above what is usual, and those that stand far out from the hours beside them. */
    private boolean[] incidents(double[] relative) {
        boolean[] found = new boolean[relative.length];
        Incidents far = Incidents.of(
                relative,
                overNoise(away),
                descending(relative),
                cells.days(),
                (from, to, level) -> secondsBeyond(away, from, to, level));
        mark(found, relative, far);
        double[] spikes = Spikes.of(peaks, away);
        double[] standing = without(inScatter(spikes), found);
        int left = cells.days() - far.runs();
        Incidents out = Incidents.of(
                standing,
                overNoise(spikes),
                descending(standing),
                left,
                (from, to, level) -> secondsBeyond(spikes, from, to, level));
        mark(found, standing, out);
        return found;
    }

    private static double farthest(double[] held, double[] relative, boolean[] incident) {
        double farthest = 0;
        for (int cell = 0; cell < held.length; cell++) {
            boolean isFarther = relative[cell] == relative[cell] && !incident[cell] && held[cell] > farthest;
            farthest = isFarther ? held[cell] : farthest;
        }
        return farthest;
    }

    private double[] overNoise(double[] above) {
        double[] over = new double[above.length];
        for (int cell = 0; cell < above.length; cell++) {
            over[cell] = above[cell] - CLEAR_OF_NOISE * cells.noise(cells.slot(cell));
        }
        return over;
    }

    private long secondsBeyond(double[] above, int from, int to, double level) {
        long[] times = cells.points().times();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int cell = from; cell < to; cell++) {
            double bar = peaks[cell] - above[cell] + level * scatter[cells.slot(cell)];
            for (int i = cells.start(cell); i < cells.end(cell); i++) {
                if (values[i] > bar) {
                    first = Math.min(first, times[i]);
                    last = times[i];
                }
            }
        }
        return first > last ? 0 : last - first + cells.points().interval();
    }

    private double[] inScatter(double[] above) {
        double[] relative = new double[above.length];
        for (int cell = 0; cell < above.length; cell++) {
            relative[cell] = cells.isSaidNormal(cell) ? Double.NaN : above[cell] / scatter[cells.slot(cell)];
        }
        return relative;
    }

    private static void mark(boolean[] found, double[] relative, Incidents incidents) {
        for (int cell = 0; cell < relative.length; cell++) {
            found[cell] |= relative[cell] >= incidents.from();
        }
    }

    private static double[] without(double[] relative, boolean[] left) {
        double[] kept = relative.clone();
        for (int cell = 0; cell < kept.length; cell++) {
            kept[cell] = left[cell] ? Double.NaN : kept[cell];
        }
        return kept;
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

    private double[] highest(double[] relative, boolean[] incident) {
        double[] found = new double[cells.slots()];
        Arrays.fill(found, Double.NEGATIVE_INFINITY);
        for (int cell = 0; cell < peaks.length; cell++) {
            if (relative[cell] == relative[cell] && !incident[cell]
                    || cells.isSaidNormal(cell) && peaks[cell] == peaks[cell]) {
                found[cells.slot(cell)] = Math.max(found[cells.slot(cell)], peaks[cell]);
            }
        }
        return found;
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
