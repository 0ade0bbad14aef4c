package routes.threshold;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The bounds that one side of a series could have: one for each slot of the day and each window that the provider can
 * evaluate. Everything is seen so that the bound is an upper one.
 */
final class BoundTable {
    static final int WIDEST_WINDOW = 9;
    /** A wider window alarms later: each point more must bring the bound closer by about this share. */
    private static final double POINT = 0.15;
    /** Without this share of the level, metrics that hardly scatter would weigh every hair's breadth. */
    private static final double NEAR = 0.05;
    /** Windows and blocks are chosen for this sensitivity, so that another one only moves the bounds. */
    private static final double REFERENCE = 0.5;
    /** How far towards the limit of the metric a bound may go: where the margin is a guess, and where it is learned. */
    private static final double HALF_WAY = 0.5;

    private static final double NEARLY_THERE = 0.9;
    /** Days between two false alarms of one side at sensitivity 0; at 0.5 six times, at 1 thirty-six times as many. */
    private static final double FALSE_ALARM_DAYS = 12;

    private static final long MINUTE = 60;
    /** No bound at all is as bad as one this many levels away. */
    private static final double FAR = 20;

    /** The bound of some slots, and how far it leaves them from being watched closely. */
    record Choice(Bound bound, double cost) {}

    private final HourCells cells;
    private final Side side;
    private final ThresholdSettings settings;
    private final int[] windows;
    private final NormalLevels[] levels;
    private final Bound[][] reference;
    private final Bound[][] asked;
    private final double[] near;
    private final double sign;

    /** @param sign 1 for the upper side, -1: all values are seen upside down */
    BoundTable(HourCells cells, Side side, double sign, ThresholdSettings settings) {
        this.cells = cells;
        this.side = side;
        this.sign = sign;
        this.settings = settings;
        this.windows = windows(settings).stream().mapToInt(Integer::intValue).toArray();
        this.levels = new NormalLevels[windows.length];
        double[] values = cells.points().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= sign;
        }
        HeldLevels held = new HeldLevels(cells, values);
        for (int i = 0; i < windows.length; i++) {
            levels[i] = new NormalLevels(cells, held, windows[i]);
        }
        this.reference = new Bound[windows.length][cells.slots()];
        this.asked = new Bound[windows.length][cells.slots()];
        for (int slot = 0; slot < cells.slots(); slot++) {
            for (int i = 0; i < windows.length; i++) {
                fill(i, slot);
            }
        }
        this.near = near();
    }

    /** A bound that has to be cut is one only where no window does without, so the reference decides which there are. */
    private void fill(int index, int slot) {
        NormalLevels normal = levels[index];
        if (cells.pointsIn(slot) < fewest() || !normal.isKnown(slot)) {
            reference[index][slot] = Bound.without(Bound.State.TOO_FEW_POINTS);
            asked[index][slot] = reference[index][slot];
            return;
        }
        Bound found = bound(index, slot, REFERENCE);
        boolean mayBeCut = index == windows.length - 1 || normal.isStill();
        boolean left = found.isSet() && (mayBeCut || found.state() != Bound.State.CUT);
        reference[index][slot] = left ? found : Bound.without(Bound.State.AT_LIMIT);
        asked[index][slot] = left ? bound(index, slot, settings.sensitivity()) : reference[index][slot];
    }

    /** The wanted window and the wider ones up to nine, as far as the provider can evaluate them. */
    static List<Integer> windows(ThresholdSettings settings) {
        int wanted = settings.window();
        if (!settings.allowedWindows().isEmpty()) {
            List<Integer> wider = settings.allowedWindows().stream()
                    .filter(window -> window >= wanted)
                    .toList();
            return wider.stream()
                    .filter(window -> window <= Math.max(WIDEST_WINDOW, wider.get(0)))
                    .toList();
        }
        return IntStream.rangeClosed(wanted, Math.max(wanted, WIDEST_WINDOW))
                .boxed()
                .toList();
    }

    /** What is near, from the size of the values; where all are zero, of the bounds. */
    private double[] near() {
        double[] sizes = new double[cells.slots()];
        for (int slot = 0; slot < sizes.length; slot++) {
            double size = Math.abs(usual(slot, HourCells.MIDDLE));
            sizes[slot] = size == size ? size : 0;
        }
        double all = DoubleStream.of(sizes).average().orElse(0);
        double largest = Stream.of(reference)
                .flatMap(Stream::of)
                .filter(Bound::isSet)
                .mapToDouble(bound -> Math.abs(bound.value()))
                .max()
                .orElse(1);
        double common = all > 0 ? all : largest > 0 ? largest : 1;
        return DoubleStream.of(sizes).map(size -> NEAR * (size + common)).toArray();
    }

    /** As seen from this side, and of weekdays or weekends the farther one. */
    private double usual(int slot, int quartile) {
        double week = sign * cells.usual(0, slot, quartile);
        double end = sign * cells.usual(1, slot, quartile);
        return end == end && !(week >= end) ? end : week;
    }

    private Bound bound(int index, int slot, double sensitivity) {
        NormalLevels normal = levels[index];
        boolean still = normal.isStill();
        double quartile = usual(slot, sign > 0 ? HourCells.HIGH : HourCells.LOW);
        double high = Math.max(quartile, normal.highest(slot));
        if (!side.hasRoomAbove(high)) {
            return Bound.without(Bound.State.AT_LIMIT);
        }
        double bound = Math.max(withMargin(high, still, sensitivity), normal.level(slot, chance(sensitivity)));
        double most = most(high, still);
        return atLeastBaseline(
                bound <= most
                        ? new Bound(0.0 + bound, windows[index], Bound.State.SET)
                        : new Bound(0.0 + most, windows[index], Bound.State.CUT));
    }

    /** How high a bound may be; one that is guessed keeps half of the room where the guess does not fit. */
    private double most(double high, boolean still) {
        if (side.limit() == null) {
            return Double.POSITIVE_INFINITY;
        }
        double room = side.limit() - high;
        double nearly = high + NEARLY_THERE * room;
        return still && withMargin(high, true, REFERENCE) > nearly ? high + HALF_WAY * room : nearly;
    }

    /** Away from the data whatever their sign. Where nothing ever moved, the share is a guess, and a generous one. */
    private static double withMargin(double high, boolean still, double sensitivity) {
        double coefficient = still ? 1.05 + 0.3 * sensitivity : 1.002 + 0.006 * sensitivity;
        return high >= 0 ? high * coefficient : high / coefficient;
    }

    /** Of a false alarm, for each hour and side. */
    private static double chance(double sensitivity) {
        return 1 / (DaySplit.HOURS * FALSE_ALARM_DAYS * Math.pow(36, sensitivity));
    }

    private Bound atLeastBaseline(Bound bound) {
        Double baseline = side.baseline();
        if (baseline == null || bound.value() >= baseline) {
            return bound;
        }
        return side.isBelowLimit(baseline)
                ? new Bound(baseline, bound.window(), Bound.State.AT_BASELINE)
                : Bound.without(Bound.State.AT_LIMIT);
    }

    /** The template counts points at one a minute; a slower series has as many fewer. */
    private double fewest() {
        double daily = (double) settings.limits().minTsLength()
                * MINUTE
                / cells.points().interval();
        return cells.slots() == 1 ? 1 : Math.max(1, daily / cells.slots());
    }

    /** The best bound for some slots in a row: the widest of theirs, with the window that brings it closest. */
    Choice best(int from, int to) {
        int closest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < windows.length; i++) {
            double cost = cost(i, joined(reference[i], from, to), from, to);
            if (cost < least) {
                closest = i;
                least = cost;
            }
        }
        Bound bound = closest < 0 ? Bound.without(Bound.State.TOO_FEW_POINTS) : joined(asked[closest], from, to);
        return new Choice(bound, least);
    }

    /** A bound that could not be learned for lack of points may be taken from the neighbour, any other may not. */
    private static Bound joined(Bound[] bounds, int from, int to) {
        Bound joined = bounds[from];
        for (int slot = from + 1; slot < to; slot++) {
            Bound next = bounds[slot];
            boolean unknown = joined.state() == Bound.State.TOO_FEW_POINTS;
            if (unknown || next.isSet() && joined.isSet() && next.value() > joined.value()) {
                joined = next;
            } else if (next.state() == Bound.State.AT_LIMIT) {
                joined = next;
            }
        }
        return joined;
    }

    private double cost(int index, Bound joined, int from, int to) {
        double product = 1;
        for (int slot = from; slot < to; slot++) {
            if (reference[index][slot].state() != Bound.State.TOO_FEW_POINTS) {
                double away = joined.isSet()
                        ? Math.min(Math.max(0, joined.value() - levels[index].reach(slot)) / near[slot], FAR / NEAR)
                        : FAR / NEAR;
                product *= 1 + away;
            }
        }
        return Math.log(product) + POINT * (windows[index] - windows[0]) * (to - from);
    }

    /** Alarms that the normal scatter will raise by chance, a day. */
    double alarmsPerDay(int from, int to, Bound bound) {
        int index = IntStream.range(0, windows.length)
                .filter(i -> windows[i] == bound.window())
                .findFirst()
                .orElse(0);
        double hours = (double) DaySplit.HOURS / cells.slots();
        return !bound.isSet()
                ? 0
                : hours
                        * IntStream.range(from, to)
                                .filter(levels[index]::isKnown)
                                .mapToDouble(slot -> levels[index].chance(slot, bound.value()))
                                .sum();
    }
}
