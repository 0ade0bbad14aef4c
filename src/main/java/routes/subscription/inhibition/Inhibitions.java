package routes.subscription.inhibition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.event.Event;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;
import routes.event.StoreCopy;

/**
 * Which open event holds another one back, by which rule. The rules are in memory and follow the store. Whether a source
 * is open is asked of the store, and only when the target matchers of a rule match: every copy sees what any copy has
 * merged, right after a start too.
 *
 * <p>Failure policy: while the store is away nothing is decided: {@link #holding} throws and the event waits.
 */
public final class Inhibitions {
    private final StoreCopy<List<CompiledRule>> rules;
    private final OpenEvents open;
    private final Clock clock;
    private @Nullable Snapshot last;

    /** The open events as they were read. @param until used until then */
    private record Snapshot(List<CompiledRule> rules, OpenSources sources, Instant until) {}

    /** @param fullReload after this time the rules are read again, whatever their version says */
    public Inhibitions(Repository<InhibitionRule> rules, OpenEvents open, Duration fullReload, Clock clock) {
        this.rules = new StoreCopy<>(
                "inhibition rules",
                rules::version,
                now -> rules.all(Query.NEWEST_FIRST).stream()
                        .map(CompiledRule::of)
                        .toList(),
                fullReload,
                clock);
        this.open = open;
        this.clock = clock;
    }

    /** Reads the rules when they changed or when the full reload is due. Never throws. */
    public void refresh() {
        rules.refresh();
    }

    /**
     * What holds the event back now.
     *
     * @throws InhibitionsNotLoaded until the rules were read for the first time
     */
    public Optional<Inhibitor> holding(PublishedEvent event, Instant now) {
        List<CompiledRule> all = loaded();
        for (CompiledRule rule : all) {
            if (rule.target().test(event)) {
                Optional<String> source = sources(all, now).inhibiting(rule, event);
                if (source.isPresent()) {
                    return source.map(
                            id -> new Inhibitor(rule.rule().id(), rule.rule().edition(), id));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether what held events back goes on: the rule is as it was, and its source is open.
     *
     * @param source the event that inhibits as it stands now; null when it is gone
     * @throws InhibitionsNotLoaded until the rules were read for the first time
     */
    public boolean lasts(Inhibitor inhibitor, @Nullable Event source) {
        return source != null
                && source.open()
                && loaded().stream()
                        .filter(rule -> rule.rule().id().equals(inhibitor.ruleId())
                                && rule.rule().edition() == inhibitor.edition())
                        .anyMatch(rule -> rule.source().test(PublishedEvent.ofLatest(source)));
    }

    private List<CompiledRule> loaded() {
        return rules.current().orElseThrow(InhibitionsNotLoaded::new);
    }

    /** A snapshot is used for as long as its reading took: however many events are open, reading takes half of the time at most. */
    private synchronized OpenSources sources(List<CompiledRule> all, Instant now) {
        Snapshot snapshot = last;
        if (snapshot == null || snapshot.rules() != all || now.isAfter(snapshot.until())) {
            Instant begun = clock.instant();
            OpenSources sources = OpenSources.of(all, open);
            Instant done = clock.instant();
            snapshot = new Snapshot(all, sources, begun.plus(Duration.between(begun, done)));
            last = snapshot;
        }
        return snapshot.sources();
    }
}
