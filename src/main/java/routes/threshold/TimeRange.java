package routes.threshold;

/**
 * A stretch of time of which something is known, see {@link KnownPast}.
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

    public boolean overlaps(TimeRange other) {
        return overlaps(other.start, other.end);
    }

    boolean overlaps(long from, long to) {
        return from <= end && to >= start;
    }
}
