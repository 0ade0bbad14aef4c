package routes.steps.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notice.DigestRule;
import routes.notice.NoticeQueued;
import routes.notice.OpenBundle;
import routes.notice.OpenBundles;

/**
 * Folds what a limited target could not be sent in time into its digest.
 *
 * <p>Failure policy: each notice is taken only while it waits. What is folded and whose gathering is not stored is found
 * by {@link BundleSweep}.
 */
public final class DigestFold implements TargetQueues.Digests {
    private static final Logger LOG = LoggerFactory.getLogger(DigestFold.class);

    private final ToIntFunction<String> capacity;
    private final OpenBundles gatherings;
    private final Duration interval;
    private final Clock clock;

    /**
     * @param capacity how many messages a target takes in time
     * @param interval the least time between two digests for a target
     */
    public DigestFold(ToIntFunction<String> capacity, OpenBundles gatherings, Duration interval, Clock clock) {
        this.capacity = capacity;
        this.gatherings = gatherings;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public int capacity(String target) {
        return capacity.applyAsInt(target);
    }

    @Override
    public Set<String> fold(String target, List<NoticeQueued> waiting) {
        List<NoticeQueued> tooMuch = DigestRule.overflow(waiting, capacity(target));
        OpenBundle digest = OpenBundle.digest(target, interval);
        Instant now = clock.instant();
        try {
            List<String> folded = gatherings.fold(tooMuch, digest, now);
            if (!folded.isEmpty()) {
                gatherings.touch(List.of(digest), now);
                LOG.info(
                        "{} notices of {} that wait for one target are sent in a digest",
                        folded.size(),
                        waiting.size());
            }
            return new HashSet<>(folded);
        } catch (RuntimeException e) {
            LOG.warn("nothing can be folded into a digest now, what waits is sent one by one: {}", e.toString());
            return Set.of();
        }
    }
}
