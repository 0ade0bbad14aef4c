package routes.threshold;

import java.util.Arrays;

/**
 * Raises the highest normal value until no more than a given number of incidents is left above it. An incident is a run
 * of at least {@code window} points that all lie above; runs less than an hour apart are one incident.
 *
 * <p>A run above H exists exactly where the minimum of {@code window} points in a row is above H. So the minima are
 * taken away from the lowest up, each in constant time, until few enough incidents are left: no value is tried twice.
 */
final class Peaks {
    private static final long ONE_INCIDENT_SECONDS = 3_600;

    private final double[] minima;
    private final long[] times;
    private final int window;
    private final long joined;
    private final int[] next;
    private final int[] previous;
    private int incidents;

    private Peaks(Points points, int window) {
        this.minima = SlidingMinimum.of(points, window);
        this.times = points.times();
        this.window = window;
        this.joined = Math.max(ONE_INCIDENT_SECONDS, points.silence() + 1);
        this.next = new int[minima.length];
        this.previous = new int[minima.length];
    }

    /** The lowest value from {@code from} on, above which at most {@code ignored} incidents lie. */
    static double raise(BoundSample sample, double from, int window, int ignored) {
        if (sample.size() < window || sample.highest() <= from) {
            return from;
        }
        return new Peaks(sample.points(), window).raise(from, ignored);
    }

    private double raise(double from, int ignored) {
        int[] above = above(from);
        link(above);
        if (incidents <= ignored) {
            return from;
        }
        int[] ascending = byMinimum(above);
        double level = from;
        for (int i = 0; i < ascending.length && incidents > ignored; ) {
            level = minima[ascending[i]];
            while (i < ascending.length && minima[ascending[i]] == level) {
                remove(ascending[i++]);
            }
        }
        return level;
    }

    private int[] above(double from) {
        int[] found = new int[minima.length];
        int count = 0;
        for (int i = 0; i < minima.length; i++) {
            if (minima[i] > from) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void link(int[] above) {
        incidents = above.length == 0 ? 0 : 1;
        for (int i = 0; i < above.length; i++) {
            previous[above[i]] = i == 0 ? -1 : above[i - 1];
            next[above[i]] = i == above.length - 1 ? -1 : above[i + 1];
            incidents += i > 0 && apart(above[i - 1], above[i]) ? 1 : 0;
        }
    }

    private void remove(int start) {
        int before = previous[start];
        int after = next[start];
        incidents -= parts(before, start) + parts(start, after);
        incidents += parts(before, after);
        if (before < 0 && after < 0) {
            incidents = 0;
        }
        if (before >= 0) {
            next[before] = after;
        }
        if (after >= 0) {
            previous[after] = before;
        }
    }

    private int parts(int one, int other) {
        return one >= 0 && other >= 0 && apart(one, other) ? 1 : 0;
    }

    private boolean apart(int one, int other) {
        return times[other] - times[one + window - 1] >= joined;
    }

    /** The window starts by their minimum; ranks come from a sorted copy, so that nothing is boxed. */
    private int[] byMinimum(int[] starts) {
        double[] sorted = new double[starts.length];
        for (int i = 0; i < starts.length; i++) {
            sorted[i] = minima[starts[i]];
        }
        Arrays.sort(sorted);
        int[] place = new int[starts.length + 1];
        int[] rank = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            rank[i] = Arrays.binarySearch(sorted, minima[starts[i]]);
            place[rank[i] + 1]++;
        }
        for (int i = 0; i < starts.length; i++) {
            place[i + 1] += place[i];
        }
        int[] ordered = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            ordered[place[rank[i]]++] = starts[i];
        }
        return ordered;
    }
}
