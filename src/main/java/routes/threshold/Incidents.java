package routes.threshold;

/**
 * The hours that do not count as normal: not more incidents than days, each far beyond what the other hours let expect.
 * What comes more often than once a day is how the series is.
 *
 * @param from hours that lie this far above their usual level, or farther, are incidents
 * @param count how many hours those are
 * @param runs how many incidents
 */
record Incidents(double from, int count, int runs) {
    private static final double MOST_HOURS = 0.1;
    /** Once in so many hours the others would go as far. */
    private static final double RARE = 1.0 / 2_000;
    /** How many times farther than that an incident goes. */
    private static final double FAR = 1.1;
    /** How many times farther away an incident lies than the farthest hour that counts as normal. */
    private static final double GAP = 2.2;

    /** What lasts longer than an hour may be a new level. */
    private static final long LONGEST_SECONDS = 3_600;
    /** An hour reaches over the edge of at most so many hours of the clock. */
    private static final int LONGEST_RUN = 2;

    /** How long the values of some hours in a row stay beyond a level, in seconds. */
    interface Duration {
        long beyond(int from, int to, double level);
    }

    /**
     * @param away for each hour how far it lies above its usual level, NaN: unknown
     * @param overNoise how much of it is more than the noise of the hour
     * @param descending the first, sorted, without those unknown
     * @param days no more incidents than these
     * @param duration of what lies across the edge of two hours
     */
    static Incidents of(double[] away, double[] overNoise, double[] descending, int days, Duration duration) {
        Incidents found = new Incidents(Double.POSITIVE_INFINITY, 0, 0);
        int most = (int) Math.min(descending.length * MOST_HOURS, Integer.MAX_VALUE);
        for (int count = 1; count <= Math.max(1, most) && count < descending.length; count++) {
            double least = descending[count - 1];
            if (descending[count] == least) {
                continue;
            }
            if (runs(away, least) > days) {
                break;
            }
            if (!isClear(away, least, overNoise) || !areShort(away, least, (least + descending[count]) / 2, duration)) {
                continue;
            }
            Tail rest = Tail.of(descending, count);
            if (least > GAP * descending[count] && least - rest.start() > FAR * (rest.level(RARE) - rest.start())) {
                found = new Incidents(least, count, runs(away, least));
            }
        }
        return found;
    }

    private static int runs(double[] away, double least) {
        int runs = 0;
        for (int i = 0; i < away.length; i++) {
            runs += away[i] >= least && (i == 0 || !(away[i - 1] >= least)) ? 1 : 0;
        }
        return runs;
    }

    private static boolean isClear(double[] away, double least, double[] overNoise) {
        for (int i = 0; i < away.length; i++) {
            if (away[i] >= least && overNoise[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** @param between half-way from the farthest hour that is no incident */
    private static boolean areShort(double[] away, double least, double between, Duration duration) {
        for (int from = 0; from < away.length; from++) {
            int to = from;
            while (to < away.length && away[to] >= least) {
                to++;
            }
            if (to - from > LONGEST_RUN
                    || to - from == LONGEST_RUN && duration.beyond(from, to, between) > LONGEST_SECONDS) {
                return false;
            }
            from = to;
        }
        return true;
    }
}
