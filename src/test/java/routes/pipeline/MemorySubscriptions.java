package routes.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.event.Subscription;
import routes.event.SubscriptionBook;
import routes.event.SubscriptionSource;
import routes.event.UnlabelledPolicy;
import routes.heartbeat.HeartbeatFixtures;
import routes.inhibition.InhibitionFixtures;
import routes.silence.SilenceBook;

/** Subscriptions that a test changes as it goes on. */
final class MemorySubscriptions implements SubscriptionSource {
    private final List<Subscription> all = new ArrayList<>();
    private long version = 1;

    /** A book that has read these. */
    static SubscriptionBook of(Subscription... subscriptions) {
        MemorySubscriptions source = new MemorySubscriptions();
        SubscriptionBook book = source.book();
        source.set(book, subscriptions);
        return book;
    }

    /** What holds notices where no subscription has windows. */
    static Holds holds(SilenceBook silences) {
        return holds(silences, of());
    }

    /** What holds notices where nothing inhibits. */
    static Holds holds(SilenceBook silences, SubscriptionBook subscriptions) {
        return new Holds(silences, HeartbeatFixtures.book(), InhibitionFixtures.none(), subscriptions);
    }

    SubscriptionBook book() {
        return new SubscriptionBook(this, UnlabelledPolicy.EVERYONE, Duration.ofHours(1), Clock.systemUTC());
    }

    /** The subscriptions are these from now on. */
    void set(SubscriptionBook book, Subscription... subscriptions) {
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
