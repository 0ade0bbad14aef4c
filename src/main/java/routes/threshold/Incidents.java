package routes.threshold;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The forgiven incident of a block, found again so that its rest in the neighbouring block can be forgiven too. */
final class Incidents {
    private static final long ONE_INCIDENT_SECONDS = 3_600;

    /** From the first to the last point of an incident, in epoch seconds. */
    record Span(long start, long end) {
        /** The sample of a neighbouring block without the hour before and after; any other sample as it is. */
        BoundSample removedFrom(BoundSample sample) {
            Points points = sample.points();
            long[] times = points.times();
            boolean isNeighbour = LongStream.of(times).noneMatch(time -> time >= start && time <= end)
                    && LongStream.of(times).anyMatch(time -> isBeside(time, points.silence()));
            if (!isNeighbour) {
                return sample;
            }
            int[] kept = IntStream.range(0, times.length)
                    .filter(i -> times[i] < start - ONE_INCIDENT_SECONDS || times[i] > end + ONE_INCIDENT_SECONDS)
                    .toArray();
            return BoundSample.of(points.at(kept));
        }

        private boolean isBeside(long time, long near) {
            return time < start && time >= start - near || time > end && time <= end + near;
        }
    }

    private Incidents() {}

    static Optional<Span> longestAbove(BoundSample sample, Bound bound) {
        double[] values = sample.points().values();
        long[] times = sample.points().times();
        int longest = 0;
        int last = 0;
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            length = values[i] > bound.value() ? length + 1 : 0;
            if (length > longest) {
                longest = length;
                last = i;
            }
        }
        return longest == 0 ? Optional.empty() : Optional.of(new Span(times[last - longest + 1], times[last]));
    }
}
