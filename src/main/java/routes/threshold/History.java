package routes.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The shape of a series over its days: what makes bounds that were learned from it age early. */
final class History {
    private static final int FEWEST_DAYS = 4;
    private static final int SATURDAY = 2;
    private static final double SHARE = 0.1;

    private record Day(long number, double mean, double deviation) {
        /** Day 0, the first of 1970, was a Thursday. */
        boolean isWeekend() {
            return Math.floorMod(number - SATURDAY, 7) < 2;
        }
    }

    private final List<Day> days = new ArrayList<>();
    private final double within;
    private final double scale;

    History(Points points, long[] local) {
        long full = Points.DAY / points.interval();
        for (int from = 0; from < local.length; ) {
            int to = from;
            while (to < local.length && WallClock.day(local[to]) == WallClock.day(local[from])) {
                to++;
            }
            if (2L * (to - from) >= full) {
                days.add(day(WallClock.day(local[from]), points.values(), from, to));
            }
            from = to;
        }
        double[] deviations = days.stream().mapToDouble(Day::deviation).sorted().toArray();
        within = deviations.length == 0 ? 0 : deviations[deviations.length / 2];
        scale = days.stream().mapToDouble(day -> Math.abs(day.mean())).max().orElse(0);
    }

    private static Day day(long number, double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Day(number, mean, Math.sqrt(squares / (to - from)));
    }

    /** Every day lies higher than the one before, or every day lower, by more than the days vary in themselves. */
    boolean hasTrend() {
        if (days.size() < FEWEST_DAYS) {
            return false;
        }
        double total = last() - first();
        for (int i = 1; i < days.size(); i++) {
            if ((days.get(i).mean() - days.get(i - 1).mean()) * total <= 0) {
                return false;
            }
        }
        return isLarge(Math.abs(total));
    }

    double perDay() {
        return (last() - first()) / (days.size() - 1);
    }

    /** The level jumped and stayed; the day of the jump may be part of both. */
    boolean hasLevelShift() {
        for (int split = 1; split < days.size(); split++) {
            if (isJump(days.subList(0, split), days.subList(split, days.size()))
                    || split + 1 < days.size()
                            && isJump(days.subList(0, split), days.subList(split + 1, days.size()))) {
                return true;
            }
        }
        return false;
    }

    boolean weekdaysDiffer() {
        List<Day> weekend = days.stream().filter(Day::isWeekend).toList();
        List<Day> week = days.stream().filter(day -> !day.isWeekend()).toList();
        return !weekend.isEmpty() && week.size() >= 3 && isApart(weekend, week);
    }

    private boolean isJump(List<Day> before, List<Day> after) {
        return days.size() >= FEWEST_DAYS && before.size() >= 1 && after.size() >= 1 && isApart(before, after);
    }

    private boolean isApart(List<Day> some, List<Day> others) {
        double[] one = means(some);
        double[] other = means(others);
        double gap = Math.max(other[0] - one[one.length - 1], one[0] - other[other.length - 1]);
        double inside = Math.max(one[one.length - 1] - one[0], other[other.length - 1] - other[0]);
        return gap > 2 * inside && isLarge(gap);
    }

    private boolean isLarge(double change) {
        return change > within && change > SHARE * scale;
    }

    private static double[] means(List<Day> days) {
        double[] means = days.stream().mapToDouble(Day::mean).toArray();
        Arrays.sort(means);
        return means;
    }

    private double first() {
        return days.get(0).mean();
    }

    private double last() {
        return days.get(days.size() - 1).mean();
    }
}
