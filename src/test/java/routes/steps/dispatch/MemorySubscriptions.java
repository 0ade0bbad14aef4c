package routes.steps.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.health.heartbeat.HeartbeatFixtures;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.SubscriptionSource;
import routes.subscription.UnlabelledPolicy;
import routes.subscription.inhibition.InhibitionFixtures;
import routes.subscription.silence.SilenceRegistry;

/** Subscriptions that a test changes as it goes on. */
public final class MemorySubscriptions implements SubscriptionSource {
    private final List<Subscription> all = new ArrayList<>();
    private long version = 1;

    /** A book that has read these. */
    public static SubscriptionRegistry of(Subscription... subscriptions) {
        MemorySubscriptions source = new MemorySubscriptions();
        SubscriptionRegistry book = source.book();
        source.set(book, subscriptions);
        return book;
    }

    /** What holds notices where no subscription has windows. */
    public static Holds holds(SilenceRegistry silences) {
        return holds(silences, of());
    }

    /** What holds notices where nothing inhibits. */
    public static Holds holds(SilenceRegistry silences, SubscriptionRegistry subscriptions) {
        return new Holds(silences, HeartbeatFixtures.book(), InhibitionFixtures.none(), subscriptions);
    }

    SubscriptionRegistry book() {
        return new SubscriptionRegistry(this, UnlabelledPolicy.EVERYONE, Duration.ofHours(1), Clock.systemUTC());
    }

    /** The subscriptions are these from now on. */
    void set(SubscriptionRegistry book, Subscription... subscriptions) {
        all.clear();
        all.addAll(List.of(subscriptions));
        version++;
        book.refresh();
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public List<Subscription> load() {
        return List.copyOf(all);
    }

    @Override
    public Optional<Subscription> find(String id, int order) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
