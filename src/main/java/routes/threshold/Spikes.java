package routes.threshold;

/**
 * How far hours stand out from those just before and just after them: an incident does, where the level of the series wanders
 * farther than the incident goes.
 */
final class Spikes {
    /** An incident reaches over the edge of an hour, so the hour beside it may be part of it. */
    private static final int BESIDE = 2;

    private Spikes() {}

    /**
     * @param peaks the level of each hour, NaN: unknown
     * @param away how far it lies above what is usual at its time of day
     * @return how far an hour lies above both, what is usual and the hours beside it
     */
    static double[] of(double[] peaks, double[] away) {
        double[] spikes = new double[peaks.length];
        for (int cell = 0; cell < peaks.length; cell++) {
            double beside = Math.max(lowest(peaks, cell - BESIDE, cell), lowest(peaks, cell + 1, cell + 1 + BESIDE));
            spikes[cell] = beside == Double.NEGATIVE_INFINITY ? Double.NaN : Math.min(away[cell], peaks[cell] - beside);
        }
        return spikes;
    }

    private static double lowest(double[] peaks, int from, int to) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int cell = Math.max(0, from); cell < Math.min(peaks.length, to); cell++) {
            lowest = peaks[cell] < lowest ? peaks[cell] : lowest;
        }
        return lowest == Double.POSITIVE_INFINITY ? Double.NEGATIVE_INFINITY : lowest;
    }
}
