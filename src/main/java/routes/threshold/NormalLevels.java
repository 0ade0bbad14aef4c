package routes.threshold;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

    /** A bound goes at least this share of the way to the farthest level ever held, and to the farthest value. */
    private static final double TOWARDS_FARTHEST = 0.2;

    /** An incident is farther from the usual than the quartiles of the values in its hour are from each other. */
    private static final double CLEAR_OF_NOISE = 1;
    /** Where nothing scatters, the unit is this share of the farthest hour. */
    private static final double FINE = 1e-3;

    private static final int SLOTS_LIKE_THEIR_NEIGHBOURS = 12;
    private static final int FEWEST_DAYS_FOR_DRIFT = 4;
    private static final int DAYS_AHEAD = 2;

    private final HourCells cells;
    private final double[] peaks;
    private final double[][] levels;
    private final double[] away;
    private final double[] scatter;
    private final double[] highest;
    private final double farthest;
    private final boolean still;
    private final double drift;
    private final Tail tail;

    /**
     * @param peaks {@link HeldLevels} of the window
     * @param highs those of single points
     */
    NormalLevels(HourCells cells, double[] peaks, double[] highs) {
        this.cells = cells;
        this.peaks = peaks;
        this.levels = new double[HourCells.KINDS][cells.slots()];
        this.away = new double[peaks.length];
        Arrays.fill(away, Double.NaN);
        for (int kind = 0; kind < HourCells.KINDS; kind++) {
            for (int slot = 0; slot < cells.slots(); slot++) {
                levels[kind][slot] = level(cells.of(kind, slot));
            }
        }
        this.scatter = scatter();
        double[] relative = relative();
        double[] descending = descending(relative);
        Incidents incidents = Incidents.of(relative, overNoise(), descending, cells);
        this.tail = descending.length == 0 ? new Tail(0, 0, 0, 0) : Tail.of(descending, incidents.count());
        this.farthest = farthest(highs);
        this.still = cells.isWithoutNoise() || tail.scale() == 0 && tail.start() == 0;
        this.highest = highest(relative, incidents);
        this.drift = drift();
    }

    private double level(int[] members) {
        double[] values = IntStream.of(members)
                .mapToDouble(cell -> peaks[cell])
                .filter(peak -> peak == peak)
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        double level = HourCells.median(values);
        for (int cell : members) {
            away[cell] = peaks[cell] - level;
        }
        return level;
    }

    private double[] scatter() {
        double all = scatter(DoubleStream.of(away));
        int slots = cells.slots();
        double[] found = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            int reach = slots >= SLOTS_LIKE_THEIR_NEIGHBOURS ? 1 : 0;
            int middle = slot;
            DoubleStream near = IntStream.rangeClosed(-reach, reach)
                    .map(step -> Math.floorMod(middle + step, slots))
                    .boxed()
                    .flatMapToDouble(this::awayIn);
            double least = Math.max(all * LEAST_SCATTER, cells.noise(slot) * LEAST_OF_NOISE);
            found[slot] = Math.max(least, scatter(near));
        }
        double largest = DoubleStream.of(found).max().orElse(0);
        double fallback = largest > 0 ? largest : FINE * farthest();
        return DoubleStream.of(found)
                .map(one -> one > 0 ? one : fallback > 0 ? fallback : 1)
                .toArray();
    }

    private double farthest(double[] highs) {
        return IntStream.range(0, highs.length)
                .filter(cell -> away[cell] == away[cell])
                .mapToDouble(cell -> (highs[cell] - peaks[cell] + away[cell]) / scatter[cells.slot(cell)])
                .max()
                .orElse(0);
    }

    private double farthest() {
        return DoubleStream.of(away)
                .filter(one -> one == one)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    private DoubleStream awayIn(int slot) {
        return IntStream.range(0, HourCells.KINDS)
                .flatMap(kind -> IntStream.of(cells.of(kind, slot)))
                .mapToDouble(cell -> away[cell]);
    }

    private static double scatter(DoubleStream values) {
        double[] distances =
                values.filter(value -> value == value).map(Math::abs).sorted().toArray();
        return distances.length == 0 ? 0 : DEVIATION * Percentile.of(distances, 50);
    }

    private double[] relative() {
        double[] relative = new double[away.length];
        for (int cell = 0; cell < away.length; cell++) {
            relative[cell] = away[cell] / scatter[cells.slot(cell)];
        }
        return relative;
    }

    private double[] overNoise() {
        return IntStream.range(0, away.length)
                .mapToDouble(cell -> away[cell] - CLEAR_OF_NOISE * cells.noise(cells.slot(cell)))
                .toArray();
    }

    private static double[] descending(double[] values) {
        double[] sorted =
                DoubleStream.of(values).filter(value -> value == value).sorted().toArray();
        for (int i = 0, j = sorted.length - 1; i < j; i++, j--) {
            double swapped = sorted[i];
            sorted[i] = sorted[j];
            sorted[j] = swapped;
        }
        return sorted;
    }

    private double[] highest(double[] relative, Incidents incidents) {
        double[] found = new double[cells.slots()];
        Arrays.fill(found, Double.NEGATIVE_INFINITY);
        for (int cell = 0; cell < peaks.length; cell++) {
            if (relative[cell] < incidents.from()) {
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
        double[][] byDay = new double[cells.days()][];
        for (int day = 0; day < byDay.length; day++) {
            int number = day;
            byDay[day] = IntStream.range(0, away.length)
                    .filter(cell -> cells.day(cell) == number && away[cell] == away[cell])
                    .mapToDouble(cell -> away[cell])
                    .toArray();
        }
        double[] middles = Arrays.stream(byDay)
                .filter(day -> day.length > 0)
                .mapToDouble(HourCells::median)
                .toArray();
        double[] steps = IntStream.range(1, middles.length)
                .mapToDouble(i -> middles[i] - middles[i - 1])
                .toArray();
        long up = DoubleStream.of(steps).filter(step -> step > 0).count();
        boolean steady = steps.length >= FEWEST_DAYS_FOR_DRIFT - 1 && up >= steps.length - steps.length / 5;
        return steady ? Math.max(0, HourCells.median(steps)) * DAYS_AHEAD : 0;
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
        return reach(slot) + scatter[slot] * Math.max(tail.level(chance), TOWARDS_FARTHEST * farthest) + drift;
    }

    /** The chance that one hour of the slot passes the bound. */
    double chance(int slot, double bound) {
        double over = bound - reach(slot) - drift;
        return tail.chance(over / scatter[slot]);
    }
}
