package routes.threshold.chart;

import routes.threshold.Points;

/** The line of the series, thinned to the lowest and the highest value of each column of pixels. */
final class Trace {
    private final StringBuilder path = new StringBuilder();
    private final Points points;
    private final Scale x;
    private final Scale y;

    private Trace(Points points, Scale x, Scale y) {
        this.points = points;
        this.x = x;
        this.y = y;
    }

    /** The {@code d} of an SVG path; it is broken where the series is silent. */
    static String path(Points points, Scale x, Scale y) {
        return new Trace(points, x, y).draw();
    }

    private String draw() {
        int from = 0;
        while (from < points.size()) {
            int to = from + 1;
            while (to < points.size() && column(to) == column(from) && !isAfterSilence(to)) {
                to++;
            }
            draw(from, to);
            from = to;
        }
        return path.toString();
    }

    private void draw(int from, int to) {
        int lowest = from;
        int highest = from;
        for (int i = from; i < to; i++) {
            lowest = points.values()[i] < points.values()[lowest] ? i : lowest;
            highest = points.values()[i] > points.values()[highest] ? i : highest;
        }
        boolean starts = from == 0 || isAfterSilence(from);
        point(starts ? 'M' : 'L', Math.min(lowest, highest));
        if (lowest != highest || starts) {
            point('L', Math.max(lowest, highest));
        }
    }

    private void point(char command, int index) {
        path.append(command)
                .append(Scale.pixels(x.pixel(points.times()[index])))
                .append(' ')
                .append(Scale.pixels(y.pixel(points.values()[index])));
    }

    private long column(int index) {
        return Math.round(x.pixel(points.times()[index]));
    }

    private boolean isAfterSilence(int index) {
        return points.times()[index] - points.times()[index - 1] > points.silence();
    }
}
