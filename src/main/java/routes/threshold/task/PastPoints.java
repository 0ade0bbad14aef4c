package routes.threshold.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.common.error.RefusedRequest;
import routes.datasource.SeriesJoin;
import routes.datasource.SeriesRange;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;

/**
 * Reads more history than a version learned from, part by part, so that bounds can be tried on it. Parts are kept like those of
 * the version, and go with them; what one call had no time for is read by the next.
 */
public final class PastPoints {
    private final Slots slots;
    private final Duration patience;
    private final long mostPoints;
    private final Clock clock;

    /**
     * @param patience after which a call reads no further part
     * @param mostPoints in memory
     */
    public PastPoints(Slots slots, Duration patience, long mostPoints, Clock clock) {
        this.slots = slots;
        this.patience = patience;
        this.mostPoints = mostPoints;
        this.clock = clock;
    }

    /**
     * @param range whose points are wanted
     * @param parts of it that the platform has to be asked for
     * @param fetched of those
     * @param series empty until every part is there
     */
    public record Read(SeriesRange range, int parts, int fetched, List<TimeSeries> series) {
        public boolean isComplete() {
            return fetched == parts;
        }
    }

    /** @param days up to the end of what the version learned from */
    public Read read(TaskVersion version, DataSourceResolver.Open open, int days) {
        Instant end = Optional.ofNullable(version.range()).map(SeriesRange::end).orElse(version.updatedAt());
        SeriesRange wanted = new SeriesRange(end.minus(Duration.ofDays(days)), end);
        requireRoom(version, open, wanted);
        Instant kept = kept(version, end);
        if (!wanted.start().isBefore(kept)) {
            return new Read(wanted, 0, 0, slots.all(version.id()));
        }
        SeriesRange before = new SeriesRange(wanted.start(), kept);
        String place = Slots.before(version.id(), before);
        List<SeriesRange> parts = open.type().slots(open.source(), before);
        int fetched = fetch(open, parts, place);
        List<TimeSeries> series = new ArrayList<>();
        if (fetched == parts.size()) {
            series.addAll(slots.all(place));
            series.addAll(slots.all(version.id()));
        }
        return new Read(wanted, parts.size(), fetched, SeriesJoin.join(series));
    }

    private int fetch(DataSourceResolver.Open open, List<SeriesRange> parts, String place) {
        Set<Integer> there = slots.fetched(place);
        int fetched = there.size();
        Instant until = clock.instant().plus(patience);
        for (int part = 0; part < parts.size(); part++) {
            if (!there.contains(part) && clock.instant().isBefore(until)) {
                slots.save(place, part, open.type().fetchSlot(open.source(), parts.get(part)));
                fetched++;
            }
        }
        return fetched;
    }

    /** From when on the version's own points are there; they go when the next version is computed. */
    private Instant kept(TaskVersion version, Instant end) {
        SeriesRange learned = version.range();
        return learned == null || slots.fetched(version.id()).isEmpty() ? end : learned.start();
    }

    private void requireRoom(TaskVersion version, DataSourceResolver.Open open, SeriesRange wanted) {
        long each = wanted.length().toSeconds()
                / Math.max(1, open.source().interval().toSeconds());
        if (each * Math.max(1, version.progress().series()) > mostPoints) {
            throw RefusedRequest.invalid(
                    "days", "days: the task has more than " + mostPoints + " points in this time: ask for fewer days");
        }
    }
}
