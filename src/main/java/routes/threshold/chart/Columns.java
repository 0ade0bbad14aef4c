package routes.threshold.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routes.threshold.Points;
import routes.threshold.ThresholdBlock;

/**
 * A series in a few columns, for a picture of text.
 *
 * @param start epoch seconds
 * @param seconds of a column
 * @param lowest value of each column; null where there is none
 * @param highest value of each column
 */
public record Columns(long start, long seconds, List<@Nullable Double> lowest, List<@Nullable Double> highest) {
    private static final long HOUR = 3_600;

    public static Columns of(Points points, int count) {
        long[] times = points.times();
        if (times.length == 0) {
            return new Columns(0, 1, List.of(), List.of());
        }
        long seconds = Math.max(1, (times[times.length - 1] - times[0]) / count + 1);
        List<@Nullable Double> lowest = nothing(count);
        List<@Nullable Double> highest = nothing(count);
        for (int i = 0; i < times.length; i++) {
            int column = (int) ((times[i] - times[0]) / seconds);
            double value = points.values()[i];
            lowest.set(column, farther(lowest.get(column), value, Math::min));
            highest.set(column, farther(highest.get(column), value, Math::max));
        }
        return new Columns(times[0], seconds, lowest, highest);
    }

    /** For each column the farthest upper bound of its hours; null where no hour has one. */
    public List<@Nullable Double> upper(List<ThresholdBlock> blocks, ZoneId zone) {
        return bounds(blocks, zone, ThresholdBlock::upperBound, Math::max);
    }

    public List<@Nullable Double> lower(List<ThresholdBlock> blocks, ZoneId zone) {
        return bounds(blocks, zone, ThresholdBlock::lowerBound, Math::min);
    }

    private List<@Nullable Double> bounds(
            List<ThresholdBlock> blocks,
            ZoneId zone,
            Function<ThresholdBlock, @Nullable Double> side,
            BinaryOperator<Double> farther) {
        List<@Nullable Double> bounds = nothing(lowest.size());
        for (int column = 0; column < bounds.size(); column++) {
            long from = start + column * seconds;
            for (long time = from; time < from + seconds; time += HOUR) {
                Double bound = block(blocks, time, zone).map(side).orElse(null);
                if (bound != null) {
                    bounds.set(column, farther(bounds.get(column), bound, farther));
                }
            }
        }
        return bounds;
    }

    private static Optional<ThresholdBlock> block(List<ThresholdBlock> blocks, long time, ZoneId zone) {
        ZonedDateTime at = Instant.ofEpochSecond(time).atZone(zone);
        return blocks.stream().filter(block -> block.holds(at)).findFirst();
    }

    private static Double farther(@Nullable Double one, double other, BinaryOperator<Double> farther) {
        return one == null ? (Double) other : farther.apply(one, other);
    }

    private static List<@Nullable Double> nothing(int count) {
        List<@Nullable Double> nothing = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nothing.add(null);
        }
        return nothing;
    }
}
