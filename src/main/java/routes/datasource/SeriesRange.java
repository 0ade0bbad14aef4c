package routes.datasource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From when to when points are wanted.
 *
 * @param start inclusive
 * @param end exclusive, after the start
 */
public record SeriesRange(Instant start, Instant end) {
    public SeriesRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a range ends after it starts: " + start + ", " + end);
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    /** Parts of at most this length, in order, without gaps. */
    public List<SeriesRange> slices(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("a slice has a length: " + longest);
        }
        List<SeriesRange> slices = new ArrayList<>();
        for (Instant from = start; from.isBefore(end); from = from.plus(longest)) {
            Instant to = from.plus(longest);
            slices.add(new SeriesRange(from, to.isBefore(end) ? to : end));
        }
        return slices;
    }
}
