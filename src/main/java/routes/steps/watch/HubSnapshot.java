package routes.steps.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.health.ledger.Backlog;
import routes.health.selfalarm.Findings;
import routes.health.selfalarm.HubFacts;
import routes.health.selfalarm.HubFacts.Open;
import routes.health.selfalarm.HubFinding;

/** The state of the hub at one moment: what this copy sees, and what the store counts for all copies. */
public final class HubSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(HubSnapshot.class);

    private final Sight sight;
    private final HubFacts facts;
    private final Backlog backlog;
    private final Limits limits;
    private final String copy;

    /**
     * What this copy sees.
     *
     * @param away the dependencies that do not answer
     * @param lags how many records wait for each stage, by consumer group
     * @param oldest when the oldest record was written that a stage has in hand, by stage
     * @param off the targets that are switched off, as the store knows them
     */
    public record Sight(
            Supplier<Set<String>> away,
            Supplier<Map<String, Long>> lags,
            Supplier<Map<String, Instant>> oldest,
            Function<Instant, List<HubFinding>> off) {}

    /**
     * From when on it is an alarm.
     *
     * @param dead notices that were given up within the window
     * @param lag records that wait for a stage, for as long as {@code stage}
     * @param stage how long a stage may lag, or have the same records in hand
     */
    public record Limits(
            Duration refused,
            long dead,
            Duration deadWindow,
            long lag,
            Duration stage,
            Duration spool,
            Duration away) {}

    /** @param open empty when the store is away; then the findings are those of this copy alone */
    public record Seen(List<HubFinding> findings, Optional<List<Open>> open) {}

    public HubSnapshot(Sight sight, HubFacts facts, Backlog backlog, Limits limits, String copy) {
        this.sight = sight;
        this.facts = facts;
        this.backlog = backlog;
        this.limits = limits;
        this.copy = copy;
    }

    Seen at(Instant now) {
        List<HubFinding> own = own(now);
        try {
            List<HubFinding> all = new ArrayList<>(own);
            all.addAll(counted(now));
            return new Seen(all, Optional.of(facts.open()));
        } catch (RuntimeException e) {
            LOG.debug("the store does not answer what the hub counts", e);
            return new Seen(own, Optional.empty());
        }
    }

    private List<HubFinding> own(Instant now) {
        List<HubFinding> found = new ArrayList<>();
        sight.away().get().forEach(one -> found.add(Findings.away(one, limits.away(), copy, now)));
        sight.lags().get().forEach((group, records) -> Findings.lagging(
                        group, records, limits.lag(), limits.stage(), now)
                .ifPresent(found::add));
        sight.oldest().get().forEach((stage, oldest) -> Findings.stuck(stage, oldest, limits.stage(), copy, now)
                .ifPresent(found::add));
        return found;
    }

    private List<HubFinding> counted(Instant now) {
        List<HubFinding> found = new ArrayList<>();
        facts.refusals(now.minus(limits.refused()))
                .forEach(refusals ->
                        Findings.refused(refusals, limits.refused(), now).ifPresent(found::add));
        Findings.dead(facts.dead(now.minus(limits.deadWindow())), limits.dead(), limits.deadWindow(), now)
                .ifPresent(found::add);
        found.addAll(sight.off().apply(now));
        backlog.spools().forEach((log, waiting) -> {
            if (waiting.since() != null) {
                found.add(Findings.spooled(log, waiting.count(), waiting.since(), limits.spool(), now));
            }
        });
        return found;
    }
}
