package routes.threshold;

import java.util.stream.IntStream;

/**
 * The hours that do not count as normal: not more incidents than days, each far beyond what the other hours let expect.
 * What comes more often than once a day is how the series is.
 *
 * @param from hours that lie this far above their usual level, or farther, are incidents
 * @param count how many hours those are
 */
record Incidents(double from, int count) {
    private static final double MOST_HOURS = 0.1;
    /** Once in so many hours the others would go as far. */
    private static final double RARE = 1.0 / 2_000;
    /** How many times farther than that an incident goes. */
    private static final double FAR = 1.1;
    /** How many times farther away an incident lies than the farthest hour that counts as normal. */
    private static final double GAP = 2.5;

    /** Hours in a row that an incident lasts at most: what lasts longer may be a new level. */
    private static final int LONGEST = 1;

    /**
     * @param away for each hour how far it lies above its usual level, NaN: unknown
     * @param overNoise how much of it is more than the noise of the hour
     * @param descending the first, sorted, without those unknown
     */
    static Incidents of(double[] away, double[] overNoise, double[] descending, HourCells cells) {
        Incidents found = new Incidents(Double.POSITIVE_INFINITY, 0);
        int most = (int) Math.min(descending.length * MOST_HOURS, Integer.MAX_VALUE);
        for (int count = 1; count <= Math.max(1, most) && count < descending.length; count++) {
            double least = descending[count - 1];
            if (descending[count] == least) {
                continue;
            }
            if (runs(away, least) > cells.days()) {
                break;
            }
            if (longest(away, least) > LONGEST || !isClear(away, least, overNoise)) {
                continue;
            }
            Tail rest = Tail.of(descending, count);
            if (least > GAP * descending[count] && least - rest.start() > FAR * (rest.level(RARE) - rest.start())) {
                found = new Incidents(least, count);
            }
        }
        return found;
    }

    private static long runs(double[] away, double least) {
        return IntStream.range(0, away.length)
                .filter(i -> away[i] >= least && (i == 0 || !(away[i - 1] >= least)))
                .count();
    }

    private static boolean isClear(double[] away, double least, double[] overNoise) {
        return IntStream.range(0, away.length).noneMatch(i -> away[i] >= least && overNoise[i] <= 0);
    }

    private static int longest(double[] away, double least) {
        int longest = 0;
        int length = 0;
        for (double one : away) {
            length = one >= least ? length + 1 : 0;
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
