package routes.threshold;

/**
 * How the high values of a sample go on beyond it: the values over a threshold follow a generalised Pareto distribution
 * ("peaks over threshold"), whose two parameters come from the mean and the variance of the excesses.
 *
 * @param start the threshold
 * @param share of the values that lie over it
 * @param scale 0: no value lies over it
 * @param shape below 0 the tail ends somewhere, above 0 it is heavier than an exponential one
 */
record Tail(double start, double share, double scale, double shape) {
    private static final double OVER = 0.2;
    private static final int FEWEST_FOR_SHAPE = 10;
    /** A sample of a week that ends somewhere may still go on: hardly any end is taken for granted. */
    private static final double LEAST_SHAPE = -0.05;

    private static final double MOST_SHAPE = 0.2;
    private static final double EXPONENTIAL = 1e-6;

    /** @param descending sorted; those before {@code from} are left out, at least one is left */
    static Tail of(double[] descending, int from) {
        int left = descending.length - from;
        double start = descending[from + (int) ((left - 1) * OVER)];
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < descending.length && descending[i] > start; i++) {
            double excess = descending[i] - start;
            sum += excess;
            squares += excess * excess;
            count++;
        }
        if (count == 0) {
            return new Tail(start, 0, 0, 0);
        }
        double mean = sum / count;
        double shape = count < FEWEST_FOR_SHAPE ? 0 : shape(mean, squares / count - mean * mean);
        return new Tail(start, (double) count / left, mean * (1 - shape), shape);
    }

    private static double shape(double mean, double variance) {
        double shape = variance > 0 ? (1 - mean * mean / variance) / 2 : LEAST_SHAPE;
        return Math.max(LEAST_SHAPE, Math.min(MOST_SHAPE, shape));
    }

    /** The level that a value passes with this chance, never below the threshold. */
    double level(double chance) {
        if (scale == 0 || chance >= share) {
            return start;
        }
        double rarer = share / chance;
        return Math.abs(shape) < EXPONENTIAL
                ? start + scale * Math.log(rarer)
                : start + scale / shape * (Math.pow(rarer, shape) - 1);
    }

    /** The chance that a value passes this level, for levels over the threshold. */
    double chance(double level) {
        double over = (level - start) / scale;
        if (scale == 0 || over <= 0) {
            return share;
        }
        return Math.abs(shape) < EXPONENTIAL
                ? share * Math.exp(-over)
                : share * Math.pow(Math.max(0, 1 + shape * over), -1 / shape);
    }
}
