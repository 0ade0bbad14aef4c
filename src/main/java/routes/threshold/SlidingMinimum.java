package routes.threshold;

import java.util.Arrays;

/** The smallest of some points in a row, for every place where they may start. */
final class SlidingMinimum {
    private SlidingMinimum() {}

    /**
     * One pass with a queue of candidates. A row that a silence breaks has the minimum negative infinity.
     *
     * @param window points in a row, at most as many as there are
     */
    static double[] of(Points points, int window) {
        double[] values = points.values();
        double[] minima = new double[values.length - window + 1];
        Arrays.fill(minima, Double.NEGATIVE_INFINITY);
        int[] queue = new int[values.length];
        int head = 0;
        int tail = 0;
        int rowStart = 0;
        for (int i = 0; i < values.length; i++) {
            if (i > 0 && points.times()[i] - points.times()[i - 1] > points.silence()) {
                rowStart = i;
                head = tail;
            }
            while (tail > head && values[queue[tail - 1]] >= values[i]) {
                tail--;
            }
            queue[tail++] = i;
            int start = i - window + 1;
            head += queue[head] < start ? 1 : 0;
            if (start >= rowStart) {
                minima[start] = values[queue[head]];
            }
        }
        return minima;
    }
}
