package routes.threshold;

import java.util.List;
import java.util.stream.IntStream;

/** Finds the upper bound of a {@link BoundSample}: the highest normal value and a margin on it. */
final class BoundSearch {
    private static final int WIDEST_WINDOW = 9;
    private static final double FALLBACK_PERCENT = 95;
    private static final long HOUR = 3_600;
    /** However slow a series is, this many like values make them normal. */
    private static final int FEWEST_NEIGHBOURS = 3;

    private final BoundSample sample;
    private final Side side;
    private final ThresholdSettings settings;
    private final double normal;

    BoundSearch(BoundSample sample, Side side, ThresholdSettings settings) {
        this.sample = sample;
        this.side = side;
        this.settings = settings;
        this.normal = highestNormal();
    }

    /**
     * Tries the wanted window and then wider ones until the bound with its full margin is below the limit of the metric.
     * If none is, the wanted window gets the middle between the highest normal value and the limit.
     *
     * @param ignored incidents that may lie above the bound
     */
    Bound find(int ignored) {
        List<Integer> windows = windows(settings);
        for (int window : windows) {
            double bound = withMargin(Peaks.raise(sample, normal, window, ignored));
            if (side.isBelowLimit(bound)) {
                return atLeastBaseline(new Bound(0.0 + bound, window, Bound.State.SET));
            }
        }
        int window = windows.get(0);
        double high = Peaks.raise(sample, normal, window, ignored);
        if (side.limit() == null || !side.hasRoomAbove(high)) {
            return Bound.without(Bound.State.AT_LIMIT);
        }
        return atLeastBaseline(new Bound(high + (side.limit() - high) / 2, window, Bound.State.CUT));
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

    /** Wider by the coefficient, away from the data whatever their sign, and never less than their spread asks for. */
    double withMargin(double high) {
        double coefficient = 1.05 + 0.3 * settings.sensitivity();
        double widened = high >= 0 ? high * coefficient : high / coefficient;
        return sample.straddlesZero() ? Math.max(widened, high + sample.spread() * (coefficient - 1)) : widened;
    }

    private double highestNormal() {
        long hourly = HOUR / sample.points().interval();
        int neighbours = (int) Math.min(sample.size(), Math.max(FEWEST_NEIGHBOURS, hourly));
        double clustered = Clusters.highest(sample.sorted(), sample.epsilon(), neighbours);
        return clustered == Double.NEGATIVE_INFINITY ? Percentile.of(sample.sorted(), FALLBACK_PERCENT) : clustered;
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
}
