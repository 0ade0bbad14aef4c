package routes.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.subscription.MatchingFixtures.NOW;
import static routes.subscription.MatchingFixtures.aRule;
import static routes.subscription.MatchingFixtures.anEvent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.event.Transition;

class SubscriptionRegistryTest {
    private final StoredRules store = new StoredRules();
    private Instant now = NOW;
    private final SubscriptionRegistry book =
            new SubscriptionRegistry(store, UnlabelledPolicy.EVERYONE, Duration.ofSeconds(30), new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    @Test
    void before_the_first_load_nothing_is_matched() {
        store.away = true;

        book.refresh();

        assertThatThrownBy(book::current).isInstanceOf(SubscriptionsNotLoaded.class);
        assertThatThrownBy(() -> book.explain(anEvent().build(), NOW)).isInstanceOf(SubscriptionsNotLoaded.class);
        assertThat(book.generation()).isZero();
    }

    @Test
    void an_empty_store_is_loaded_too() {
        book.refresh();

        assertThat(book.current().size()).isZero();
    }

    @Test
    void a_moved_version_is_followed_and_an_unmoved_one_costs_nothing() {
        book.refresh();
        store.add(aRule().build());

        book.refresh();
        book.refresh();

        assertThat(book.current().match(anEvent().build(), NOW)).hasSize(1);
        assertThat(book.generation()).isEqualTo(2);
        assertThat(store.loads).isEqualTo(2);
    }

    @Test
    void a_change_without_a_version_is_seen_by_the_full_reload() {
        book.refresh();
        store.rules.add(aRule().build());
        now = NOW.plusSeconds(29);
        book.refresh();
        assertThat(book.current().size()).isZero();

        now = NOW.plusSeconds(30);
        book.refresh();

        assertThat(book.current().size()).isOne();
    }

    @Test
    void while_the_store_is_away_the_last_subscriptions_stay_in_force() {
        store.add(aRule().build());
        book.refresh();
        store.away = true;
        store.rules.clear();

        now = NOW.plusSeconds(60);
        book.refresh();

        assertThat(book.current().size()).isOne();
        store.away = false;
        book.refresh();
        assertThat(book.current().size()).isZero();
    }

    @Test
    void inactive_subscriptions_are_explained_and_never_matched() {
        store.add(aRule().numbered(1).inactive().build());
        store.add(aRule().numbered(2).build());
        book.refresh();

        List<Explanation> explanations = book.explain(anEvent().build(), NOW);

        assertThat(explanations).extracting(Explanation::failed).containsExactly(Clause.INACTIVE, null);
        assertThat(book.current().match(anEvent().build(), NOW))
                .extracting(Subscription::order)
                .containsExactly(2);
    }

    @Test
    void a_write_of_this_copy_is_followed_without_reading_the_others() {
        store.add(aRule().numbered(1).build());
        store.add(aRule().numbered(2).build());
        book.refresh();

        store.add(aRule().numbered(3).build());
        book.follow(store.rules.get(2).id(), 3);
        assertThat(orders()).containsExactly(1, 2, 3);
        String second = store.rules.remove(1).id();
        store.version++;
        book.follow(second, 4);

        assertThat(orders()).containsExactly(1, 3);
        assertThat(store.loads).isOne();
        assertThat(book.generation()).isEqualTo(3);
    }

    @Test
    void a_changed_subscription_keeps_its_place() {
        store.add(aRule().numbered(1).build());
        store.add(aRule().numbered(2).build());
        book.refresh();
        store.rules.set(0, aRule().numbered(1).withoutRecoveries().build());
        store.version++;

        book.follow(store.rules.get(0).id(), 3);

        assertThat(orders()).containsExactly(1, 2);
        assertThat(book.current().match(anEvent().after(Transition.RESOLVED).build(), NOW))
                .extracting(Subscription::order)
                .containsExactly(2);
    }

    @Test
    void a_write_between_the_writes_of_others_reads_everything() {
        book.refresh();
        store.add(aRule().numbered(1).build());
        store.add(aRule().numbered(2).build());

        book.follow(store.rules.get(1).id(), 2);

        assertThat(orders()).containsExactly(1, 2);
        assertThat(store.loads).isEqualTo(2);
    }

    private List<Integer> orders() {
        return book.current().match(anEvent().build(), NOW).stream()
                .map(Subscription::order)
                .toList();
    }

    private static final class StoredRules implements SubscriptionSource {
        private final List<Subscription> rules = new ArrayList<>();
        private boolean away;
        private long version;
        private int loads;

        void add(Subscription rule) {
            rules.add(rule);
            version++;
        }

        @Override
        public long version() {
            if (away) {
                throw new IllegalStateException("away");
            }
            return version;
        }

        @Override
        public List<Subscription> load() {
            loads++;
            return List.copyOf(rules);
        }

        @Override
        public Optional<Subscription> find(String id, int order) {
            return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
        }
    }
}
