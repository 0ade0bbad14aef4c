package routes.threshold.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import routes.datasource.SeriesRange;

/** Extends the claim of a version while it is computed, and writes the progress down, at most a few times a lease. */
public final class VersionLease {
    private static final int WRITES_A_LEASE = 5;

    private final Versions versions;
    private final TaskVersion version;
    private final SeriesRange range;
    private final Duration lease;
    private final Clock clock;
    private TaskVersion.Progress progress;
    private Instant next = Instant.MIN;

    VersionLease(Versions versions, TaskVersion version, SeriesRange range, Duration lease, Clock clock) {
        this.versions = versions;
        this.version = version;
        this.range = range;
        this.lease = lease;
        this.clock = clock;
        this.progress = version.progress();
    }

    void fetched(int slots, int done) {
        progress = new TaskVersion.Progress(slots, done, 0, 0);
        extend(done == slots || done == 0);
    }

    void computed(int series, int done) {
        progress = new TaskVersion.Progress(progress.slots(), progress.fetched(), series, done);
        extend(done == series);
    }

    private void extend(boolean always) {
        Instant now = clock.instant();
        if (!always && now.isBefore(next)) {
            return;
        }
        next = now.plus(lease.dividedBy(WRITES_A_LEASE));
        if (!versions.beat(version, range, progress, now.plus(lease))) {
            throw new VersionLost("another copy took this version over");
        }
    }
}
