package routes.steps.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.steps.watch.PipelineMetrics;

/**
 * Deletes history that is older than its setting says. Every copy does so; what another copy has deleted is not found.
 *
 * <p>Failure policy: a sweep that is cut off has deleted a part; the next one goes on.
 */
public final class HistorySweep {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySweep.class);

    private final Map<String, Kind> kinds;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /**
     * One kind of history.
     *
     * @param kept for how long; zero is for ever
     * @param forEver whether it may be kept for ever
     * @param deletion deletes what is older than an instant, and says how many
     */
    public record Kind(String name, Duration kept, boolean forEver, ToLongFunction<Instant> deletion) {
        public Kind {
            if (kept.isNegative() || kept.isZero() && !forEver) {
                throw new IllegalArgumentException(name + " cannot be kept for " + kept.toDays() + " days");
            }
        }
    }

    public HistorySweep(List<Kind> kinds, PipelineMetrics metrics, Clock clock) {
        this.kinds = kinds.stream().collect(Collectors.toMap(Kind::name, Function.identity()));
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A timer calls it for each kind. */
    public void sweep(String kind) {
        Kind swept = kinds.get(kind);
        if (swept == null) {
            throw new IllegalArgumentException("there is no history of " + kind);
        }
        if (swept.kept().isZero()) {
            return;
        }
        long deleted = swept.deletion().applyAsLong(clock.instant().minus(swept.kept()));
        if (deleted > 0) {
            metrics.deleted(kind, deleted);
            LOG.info(
                    "history deleted kind={} count={} kept_days={}",
                    kind,
                    deleted,
                    swept.kept().toDays());
        }
    }
}
