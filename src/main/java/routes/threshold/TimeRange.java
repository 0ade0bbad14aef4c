package routes.threshold;

/**
 * A stretch of time that a series is not learned from: an incident that is known, or a time that a person excluded.
 *
 * @param start epoch seconds, included
 * @param end epoch seconds, included
 */
public record TimeRange(long start, long end) {
    public TimeRange {
        if (end < start) {
            throw new IllegalArgumentException("a time range ends before it starts: " + start + " to " + end);
        }
    }

    boolean holds(long time) {
        return time >= start && time <= end;
    }

    boolean overlaps(long from, long to) {
        return from <= end && to >= start;
    }
}
