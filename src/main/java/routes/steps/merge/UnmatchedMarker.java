package routes.steps.merge;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import routes.event.EventChange;
import routes.event.EventStatus;
import routes.event.MergeResult;
import routes.event.Publication;
import routes.event.PublishedEvent;
import routes.event.UnmatchedMark;
import routes.steps.dispatch.Recipients;
import routes.subscription.SubscriptionRegistry;

/**
 * Marks new events without receivers while they are merged, so that the dispatch need not read and write them again
 * (ADR 11). What it does not mark is decided there, and so is everything once the subscriptions have changed.
 */
public final class UnmatchedMarker implements UnaryOperator<MergeResult> {
    private final SubscriptionRegistry subscriptions;
    private final Recipients recipients;
    private final Clock clock;

    public UnmatchedMarker(SubscriptionRegistry subscriptions, Recipients recipients, Clock clock) {
        this.subscriptions = subscriptions;
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    public MergeResult apply(MergeResult merged) {
        OptionalLong edition = subscriptions.version();
        return edition.isEmpty() ? merged : marked(merged, unmatched(merged), edition.getAsLong());
    }

    /** New events whose changes have no receiver, with what they are marked with. */
    private Map<String, Optional<EventStatus>> unmatched(MergeResult merged) {
        Instant now = clock.instant();
        Set<String> begun = merged.changed().stream()
                .filter(change -> change.expected().isEmpty())
                .map(change -> change.event().id())
                .collect(Collectors.toSet());
        Map<String, Optional<EventStatus>> fates = new HashMap<>();
        for (Publication change : merged.publications()) {
            if (change.transition().notifies() && begun.contains(change.event().id())) {
                PublishedEvent event = PublishedEvent.of(change.event(), change.transition(), change.position());
                fates.merge(
                        event.id(),
                        recipients.unmatched(event, now),
                        (one, other) -> one.equals(other) ? one : Optional.empty());
            }
        }
        fates.values().removeIf(Optional::isEmpty);
        return fates;
    }

    private static MergeResult marked(MergeResult merged, Map<String, Optional<EventStatus>> unmatched, long edition) {
        if (unmatched.isEmpty()) {
            return merged;
        }
        List<EventChange> changed = merged.changed().stream()
                .map(change -> status(unmatched, change.event().id())
                        .map(change::withStatus)
                        .orElse(change))
                .toList();
        List<Publication> publications = merged.publications().stream()
                .map(change -> status(unmatched, change.event().id())
                        .map(status -> change.marked(new UnmatchedMark(status, edition)))
                        .orElse(change))
                .toList();
        return new MergeResult(merged.alarms(), changed, publications, merged.retried(), merged.handedOver());
    }

    private static Optional<EventStatus> status(Map<String, Optional<EventStatus>> unmatched, String eventId) {
        return unmatched.getOrDefault(eventId, Optional.empty());
    }
}
