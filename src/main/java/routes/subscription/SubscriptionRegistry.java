package routes.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.event.PublishedEvent;
import routes.event.StoreContact;

/**
 * The subscriptions in memory. They follow the store: at once in the copy that writes, within the polling period in the
 * others.
 *
 * <p>Failure policy: while the store is away the last subscriptions stay in force. Before the first load nothing is
 * matched: {@link #current()} throws, so that an event waits instead of matching nothing. A change whose version
 * was lost (the writer died in between, or a person edited the database by hand) is seen by the full reload.
 */
public final class SubscriptionRegistry implements SubscriptionExplainer {
    private final SubscriptionSource source;
    private final UnlabelledPolicy unlabelled;
    private final Duration fullReload;
    private final Clock clock;
    private final StoreContact contact = new StoreContact("subscriptions");
    private volatile @Nullable Edition edition;

    /** @param fullReload after this time everything is read again, whatever the version says */
    public SubscriptionRegistry(
            SubscriptionSource source, UnlabelledPolicy unlabelled, Duration fullReload, Clock clock) {
        this.source = source;
        this.unlabelled = unlabelled;
        this.fullReload = fullReload;
        this.clock = clock;
    }

    /** Reads the store when it changed or when the full reload is due. Never throws. */
    public synchronized void refresh() {
        contact.read(this::readWhatChanged);
    }

    /**
     * Follows a write of this copy: reads that one subscription, or all when another copy wrote meanwhile. Never throws.
     *
     * @param version what the write made of the version
     */
    public synchronized void follow(String subscriptionId, long version) {
        Edition last = edition;
        if (last == null || last.version() != version - 1) {
            refresh();
            return;
        }
        try {
            edition = last.after(subscriptionId, source, unlabelled);
        } catch (RuntimeException e) {
            refresh();
        }
    }

    /** @throws SubscriptionsNotLoaded until the first load succeeded */
    public SubscriptionIndex current() {
        return loaded().index();
    }

    /** How a subscription paces its notices; plain when it is gone. Before the first load too. */
    public Subscription.Pace paceOf(String subscriptionId) {
        return Optional.ofNullable(edition)
                .map(loaded -> loaded.paced().get(subscriptionId))
                .orElse(Subscription.Pace.PLAIN);
    }

    /** When the notices of a subscription are sent; always when it is gone. Before the first load too. */
    public Subscription.Hours hoursOf(String subscriptionId) {
        return Optional.ofNullable(edition)
                .map(loaded -> loaded.timed().get(subscriptionId))
                .orElse(Subscription.Hours.ALWAYS);
    }

    /** Whether a subscription is there and active. Before the first load nothing speaks against it. */
    public boolean serves(String subscriptionId) {
        return Optional.ofNullable(edition)
                .map(loaded -> loaded.all().stream()
                        .anyMatch(one -> one.active() && one.id().equals(subscriptionId)))
                .orElse(true);
    }

    /** The store's number of the subscriptions in force, the same in every copy; empty before the first load. */
    public OptionalLong version() {
        Edition loaded = edition;
        return loaded == null ? OptionalLong.empty() : OptionalLong.of(loaded.version());
    }

    /** How the messages of a subscription are written, also of one that is switched off; as usual when it is gone. */
    public Subscription.Wording wordingOf(String subscriptionId) {
        return Optional.ofNullable(edition)
                .map(loaded -> loaded.worded().get(subscriptionId))
                .orElse(Subscription.Wording.USUAL);
    }

    /** Moves with every load: whatever was derived from an older generation is stale. 0 before the first. */
    public long generation() {
        return Optional.ofNullable(edition).map(Edition::generation).orElse(0L);
    }

    /** @throws SubscriptionsNotLoaded until the first load succeeded */
    @Override
    public List<Explanation> explain(PublishedEvent event, Instant now) {
        return loaded().all().stream()
                .map(rule -> SubscriptionMatch.explain(rule, event, now, unlabelled))
                .toList();
    }

    private Edition loaded() {
        return Optional.ofNullable(edition).orElseThrow(SubscriptionsNotLoaded::new);
    }

    private void readWhatChanged() {
        long version = source.version();
        Edition last = edition;
        Instant now = clock.instant();
        boolean due = last == null
                || last.version() != version
                || !now.isBefore(last.readAt().plus(fullReload));
        if (due) {
            List<Subscription> all = source.load();
            edition = new Edition(
                    SubscriptionIndex.of(all, unlabelled), List.copyOf(all), version, generation() + 1, now);
        }
    }

    /**
     * @param paced those whose pace is not the plain one, by id
     * @param worded those whose wording is not the usual one, by id
     * @param timed those that have windows, by id
     */
    private record Edition(
            SubscriptionIndex index,
            List<Subscription> all,
            Map<String, Subscription.Pace> paced,
            Map<String, Subscription.Wording> worded,
            Map<String, Subscription.Hours> timed,
            long version,
            long generation,
            Instant readAt) {

        Edition(SubscriptionIndex index, List<Subscription> all, long version, long generation, Instant readAt) {
            this(index, all, pacedOf(all), wordedOf(all), timedOf(all), version, generation, readAt);
        }

        private static Map<String, Subscription.Pace> pacedOf(List<Subscription> all) {
            return all.stream()
                    .filter(one -> one.active() && !one.pace().plain())
                    .collect(Collectors.toMap(Subscription::id, Subscription::pace, (one, same) -> one));
        }

        private static Map<String, Subscription.Hours> timedOf(List<Subscription> all) {
            return all.stream()
                    .filter(one -> one.active() && !one.hours().windows().isEmpty())
                    .collect(Collectors.toMap(Subscription::id, Subscription::hours, (one, same) -> one));
        }

        private static Map<String, Subscription.Wording> wordedOf(List<Subscription> all) {
            return all.stream()
                    .filter(one -> !one.wording().usual())
                    .collect(Collectors.toMap(Subscription::id, Subscription::wording, (one, same) -> one));
        }

        /** The next version, in which one subscription was made, changed or deleted. */
        Edition after(String changedId, SubscriptionSource source, UnlabelledPolicy unlabelled) {
            List<Subscription> changed = new ArrayList<>(all);
            int place = placeOf(changedId);
            int order = place < all.size() ? all.get(place).order() : nextOrder();
            changed.subList(place, Math.min(place + 1, changed.size())).clear();
            source.find(changedId, order).ifPresent(subscription -> changed.add(place, subscription));
            return new Edition(
                    SubscriptionIndex.of(changed, unlabelled),
                    List.copyOf(changed),
                    version + 1,
                    generation + 1,
                    readAt);
        }

        private int placeOf(String id) {
            int place = 0;
            while (place < all.size() && !all.get(place).id().equals(id)) {
                place++;
            }
            return place;
        }

        private int nextOrder() {
            return all.isEmpty() ? 0 : all.get(all.size() - 1).order() + 1;
        }
    }
}
