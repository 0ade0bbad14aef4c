package routes.steps.housekeeping;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.rejected.RejectedRepository;

/** Deletes rejected bodies when their time is over. */
public final class RejectedRetention {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedRetention.class);

    private final RejectedRepository rejected;
    private final Duration kept;
    private final Clock clock;

    public RejectedRetention(RejectedRepository rejected, Duration kept, Clock clock) {
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("rejected bodies must be kept for some time: " + kept);
        }
        this.rejected = rejected;
        this.kept = kept;
        this.clock = clock;
    }

    /** A timer calls it. */
    public void sweep() {
        long forgotten = rejected.forgetBefore(clock.instant().minus(kept));
        if (forgotten > 0) {
            LOG.info("rejected bodies forgotten count={} kept_days={}", forgotten, kept.toDays());
        }
    }
}
