package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.event.MatchingFixtures.NOW;
import static routes.event.MatchingFixtures.aRule;
import static routes.event.MatchingFixtures.anEvent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionBookTest {
    private final StoredRules store = new StoredRules();
    private Instant now = NOW;
    private final SubscriptionBook book =
            new SubscriptionBook(store, UnlabelledPolicy.EVERYONE, Duration.ofSeconds(30), new Clock() {
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
    }
}
