package routes.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import routes.threshold.MetricLimits;
import routes.threshold.TimeRange;

/**
 * A kind of metric and what an incident does to it.
 *
 * @param values of four weeks, one a minute from a Monday on
 * @param fault what becomes of a value during an incident
 * @param hours in which incidents start, empty: all
 * @param minutes how long an incident lasts
 */
@SuppressWarnings("ArrayRecordComponent")
record Shape(String name, Function<Draw, double[]> values, Fault fault, int[] hours, int minutes, MetricLimits limits) {
    static final int DAY = 1_440;
    static final int DAYS = 28;
    private static final long MONDAY = 1_772_409_600L;
    private static final int LATEST_MINUTE = 40;

    interface Fault {
        double of(double value, Draw draw);
    }

    Shape(String name, Function<Draw, double[]> values, Fault fault, MetricLimits limits) {
        this(name, values, fault, new int[0], 15, limits);
    }

    Shape at(int... others) {
        return new Shape(name, values, fault, others, minutes, limits);
    }

    Shape lasting(int other) {
        return new Shape(name, values, fault, hours, other, limits);
    }

    /** The history is clean, the days that are judged have an incident each. */
    Trial clean(long seed) {
        Draw draw = new Draw(seed);
        double[] calm = values.apply(draw);
        double[] broken = calm.clone();
        List<TimeRange> incidents = strike(broken, draw, new Plan(7, 20, 1));
        return new Trial(name, times(calm.length), calm, broken, incidents, limits);
    }

    /** Incidents on three of four days, in the history like in the days that are judged. */
    Trial withIncidents(long seed) {
        Draw draw = new Draw(seed);
        double[] broken = values.apply(draw);
        List<TimeRange> incidents = strike(broken, draw, new Plan(8, 14, 0.75));
        return new Trial(name, times(broken.length), broken, broken, incidents, limits);
    }

    private record Plan(int firstDay, int most, double chance) {}

    private List<TimeRange> strike(double[] into, Draw draw, Plan plan) {
        List<TimeRange> incidents = new ArrayList<>();
        for (int day = plan.firstDay(); day < DAYS && incidents.size() < plan.most(); day++) {
            if (draw.happens(plan.chance())) {
                int hour = hours.length == 0 ? draw.below(24) : hours[draw.below(hours.length)];
                int start = day * DAY + hour * 60 + draw.below(LATEST_MINUTE);
                for (int i = start; i < start + minutes; i++) {
                    into[i] = fault.of(into[i], draw);
                }
                incidents.add(new TimeRange(MONDAY + 60L * start, MONDAY + 60L * (start + minutes - 1)));
            }
        }
        return incidents;
    }

    private static long[] times(int length) {
        return LongStream.range(0, length).map(i -> MONDAY + 60 * i).toArray();
    }
}
