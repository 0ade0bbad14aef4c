package routes.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a day into blocks and finds the bounds of each, before like neighbours are joined. */
final class BlockBounds {
    private static final long MINUTE = 60;

    private final Points points;
    private final long[] local;
    private final Settings settings;

    /** @param local what the wall clock shows at each point */
    BlockBounds(Points points, long[] local, Settings settings) {
        this.points = points;
        this.local = local;
        this.settings = settings;
    }

    /** One block for the whole day, whose worst incident is not learned from. */
    List<DayBlock> wholeDay() {
        Sample sample = Sample.of(points);
        Bound upper = settings.direction().wantsUpper() ? upper(sample).find(1) : notWanted();
        Bound lower = settings.direction().wantsLower() ? lower(sample).find(1).mirrored() : notWanted();
        return List.of(new DayBlock(0, DaySplit.HOURS, upper, lower));
    }

    /** Blocks of equal length by their hours. Only the block that gains most from it may ignore its worst incident. */
    List<DayBlock> byHours() {
        List<Sample> samples = samples();
        int hours = settings.split().hoursPerBlock();
        List<Bound> uppers = settings.direction().wantsUpper() ? bounds(samples, true) : notWanted(samples.size());
        List<Bound> lowers = settings.direction().wantsLower() ? bounds(samples, false) : notWanted(samples.size());
        return IntStream.range(0, samples.size())
                .mapToObj(i -> new DayBlock(i * hours, (i + 1) * hours, uppers.get(i), lowers.get(i)))
                .toList();
    }

    private List<Bound> bounds(List<Sample> samples, boolean above) {
        List<Bound> strict = new ArrayList<>();
        List<Bound> lenient = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.size() < fewest()) {
                strict.add(Bound.without(Bound.State.TOO_FEW_POINTS));
                lenient.add(Bound.without(Bound.State.TOO_FEW_POINTS));
            } else {
                BoundSearch search = above ? upper(sample) : lower(sample);
                strict.add(search.find(0));
                lenient.add(search.find(1));
            }
        }
        int first = gainsMost(strict, lenient);
        strict.set(first, lenient.get(first));
        return above ? strict : strict.stream().map(Bound::mirrored).toList();
    }

    /** By distance, not by ratio: that ranks a lower bound like an upper one, and a bound at or below zero too. */
    private static int gainsMost(List<Bound> strict, List<Bound> lenient) {
        int best = 0;
        double most = 0;
        for (int i = 0; i < strict.size(); i++) {
            double gain = gain(strict.get(i), lenient.get(i));
            if (gain > most) {
                best = i;
                most = gain;
            }
        }
        return best;
    }

    private static double gain(Bound strict, Bound lenient) {
        if (!lenient.isSet()) {
            return 0;
        }
        return strict.isSet() ? Math.abs(strict.value() - lenient.value()) : Double.POSITIVE_INFINITY;
    }

    private List<Sample> samples() {
        int blocks = settings.split().blocksPerDay();
        int[] sizes = new int[blocks];
        for (long shown : local) {
            sizes[block(shown)]++;
        }
        long[][] times = new long[blocks][];
        double[][] values = new double[blocks][];
        for (int i = 0; i < blocks; i++) {
            times[i] = new long[sizes[i]];
            values[i] = new double[sizes[i]];
        }
        int[] filled = new int[blocks];
        for (int i = 0; i < local.length; i++) {
            int block = block(local[i]);
            times[block][filled[block]] = points.times()[i];
            values[block][filled[block]++] = points.values()[i];
        }
        return IntStream.range(0, blocks)
                .mapToObj(i -> part(times[i], values[i]))
                .toList();
    }

    private int block(long shown) {
        return WallClock.hour(shown) / settings.split().hoursPerBlock();
    }

    private Sample part(long[] times, double[] values) {
        return values.length == 0
                ? new Sample(new Points(times, values, points.interval(), 0), values, 0, 0)
                : Sample.of(new Points(times, values, points.interval(), 0));
    }

    /** The template counts points at one a minute; a slower series has as many fewer. */
    private double fewest() {
        double daily = (double) settings.limits().minTsLength() * MINUTE / points.interval();
        return Math.max(1, daily / DaySplit.HOURS * settings.split().hoursPerBlock());
    }

    private BoundSearch upper(Sample sample) {
        return new BoundSearch(sample, Side.upper(settings.limits()), settings);
    }

    private BoundSearch lower(Sample sample) {
        return new BoundSearch(sample.mirrored(), Side.lower(settings.limits()), settings);
    }

    private static Bound notWanted() {
        return Bound.without(Bound.State.NOT_WANTED);
    }

    private static List<Bound> notWanted(int count) {
        return IntStream.range(0, count).mapToObj(i -> notWanted()).toList();
    }
}
