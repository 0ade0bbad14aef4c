package routes.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a day into blocks and finds the bounds of each, before like neighbours are joined. */
final class BlockBounds {
    private static final long MINUTE = 60;

    private final Points points;
    private final long[] local;
    private final ThresholdSettings settings;

    /** @param local what the wall clock shows at each point */
    BlockBounds(Points points, long[] local, ThresholdSettings settings) {
        this.points = points;
        this.local = local;
        this.settings = settings;
    }

    /** One block for the whole day, whose worst incident is not learned from. */
    List<DayBlock> wholeDay() {
        BoundSample sample = BoundSample.of(points);
        Bound upper = wantsUpper() ? new BoundSearch(sample, upper(), settings).find(1) : notWanted();
        Bound lower = wantsLower() ? new BoundSearch(sample.mirrored(), lower(), settings).find(1) : notWanted();
        return List.of(new DayBlock(0, DaySplit.HOURS, upper, lower.mirrored()));
    }

    /** Blocks of equal length by their hours. Only the block that gains most from it may ignore its worst incident. */
    List<DayBlock> byHours() {
        List<BoundSample> samples = samples();
        List<BoundSample> mirrored = samples.stream().map(BoundSample::mirrored).toList();
        List<Bound> uppers = wantsUpper() ? bounds(samples, upper()) : notWanted(samples.size());
        List<Bound> lowers = wantsLower() ? bounds(mirrored, lower()) : notWanted(samples.size());
        int hours = settings.split().hoursPerBlock();
        return IntStream.range(0, samples.size())
                .mapToObj(i -> new DayBlock(
                        i * hours, (i + 1) * hours, uppers.get(i), lowers.get(i).mirrored()))
                .toList();
    }

    private boolean wantsUpper() {
        return settings.direction().wantsUpper();
    }

    private boolean wantsLower() {
        return settings.direction().wantsLower();
    }

    /** @param samples mirrored for the lower side */
    private List<Bound> bounds(List<BoundSample> samples, Side side) {
        List<Bound> strict = new ArrayList<>();
        List<Bound> lenient = new ArrayList<>();
        for (BoundSample sample : samples) {
            if (sample.size() < fewest()) {
                strict.add(Bound.without(Bound.State.TOO_FEW_POINTS));
                lenient.add(Bound.without(Bound.State.TOO_FEW_POINTS));
            } else {
                BoundSearch search = new BoundSearch(sample, side, settings);
                strict.add(search.find(0));
                lenient.add(search.find(1));
            }
        }
        int worst = gainsMost(strict, lenient);
        if (worst >= 0) {
            strict.set(worst, lenient.get(worst));
            Incidents.longestAbove(samples.get(worst), lenient.get(worst))
                    .ifPresent(incident -> forgive(incident, samples, side, strict));
        }
        return strict;
    }

    /** An incident that goes on in the block before or after is one incident: it is forgiven there too. */
    private void forgive(Incidents.Span incident, List<BoundSample> samples, Side side, List<Bound> bounds) {
        for (int i = 0; i < samples.size(); i++) {
            BoundSample rest = incident.removedFrom(samples.get(i));
            if (bounds.get(i).isSet() && rest.size() < samples.get(i).size() && rest.size() >= fewest()) {
                bounds.set(i, closer(bounds.get(i), new BoundSearch(rest, side, settings).find(0)));
            }
        }
    }

    private static Bound closer(Bound one, Bound other) {
        return other.isSet() && other.value() < one.value() ? other : one;
    }

    /** By distance, not by ratio: that ranks a lower bound like an upper one, and a bound at or below zero too; -1: none. */
    private static int gainsMost(List<Bound> strict, List<Bound> lenient) {
        int best = -1;
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

    private List<BoundSample> samples() {
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
                .mapToObj(i -> BoundSample.of(new Points(times[i], values[i], points.interval(), 0)))
                .toList();
    }

    private int block(long shown) {
        return WallClock.hour(shown) / settings.split().hoursPerBlock();
    }

    /** The template counts points at one a minute; a slower series has as many fewer. */
    private double fewest() {
        double daily = (double) settings.limits().minTsLength() * MINUTE / points.interval();
        return Math.max(1, daily / DaySplit.HOURS * settings.split().hoursPerBlock());
    }

    private Side upper() {
        return Side.upper(settings.limits());
    }

    private Side lower() {
        return Side.lower(settings.limits());
    }

    private static Bound notWanted() {
        return Bound.without(Bound.State.NOT_WANTED);
    }

    private static List<Bound> notWanted(int count) {
        return IntStream.range(0, count).mapToObj(i -> notWanted()).toList();
    }
}
