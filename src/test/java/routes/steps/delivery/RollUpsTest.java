package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.event.EventStatus;
import routes.notice.DeliveryStatuses;
import routes.notice.NoticeState;
import routes.notice.Notified;

class RollUpsTest {
    private final List<Set<String>> rounds = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile Collection<DeliveryStatuses.Ended> last = List.of();
    private volatile int failures;
    private final RollUps rollUps =
            new RollUps(Executors.newSingleThreadExecutor(), new Book(), 100, Duration.ofMillis(10));

    @AfterEach
    void close() {
        gate.countDown();
        rollUps.close();
    }

    @Test
    void what_ends_meanwhile_is_rolled_up_together_and_once() {
        rollUps.soon(of("a"));
        Awaitility.await().until(() -> rounds.size() == 1);
        List.of("b", "c", "b", "b").forEach(event -> rollUps.soon(of(event)));

        gate.countDown();

        Awaitility.await().until(() -> rounds.size() == 2);
        assertThat(rounds).containsExactly(Set.of("a"), Set.of("b", "c"));
    }

    @Test
    void of_a_notice_that_ended_twice_meanwhile_the_last_end_counts() {
        rollUps.soon(of("a"));
        Awaitility.await().until(() -> rounds.size() == 1);
        rollUps.soon(new DeliveryStatuses.Ended("b", "notice of b", NoticeState.DEAD));
        rollUps.soon(of("b"));

        gate.countDown();

        Awaitility.await().until(() -> rounds.size() == 2);
        assertThat(last).containsExactly(of("b"));
    }

    @Test
    void what_the_store_did_not_take_is_tried_again() {
        failures = 3;
        gate.countDown();

        rollUps.soon(of("a"));

        Awaitility.await().until(() -> failures == 0 && rounds.size() == 4);
        assertThat(rounds).containsOnly(Set.of("a"));
    }

    @Test
    void a_stop_finishes_what_is_left() {
        failures = Integer.MAX_VALUE;
        gate.countDown();
        rollUps.soon(of("a"));
        Awaitility.await().until(() -> rounds.size() >= 2);
        rollUps.soon(of("b"));
        failures = 0;

        rollUps.close();

        assertThat(rounds.stream().flatMap(Set::stream)).contains("b");
    }

    private static DeliveryStatuses.Ended of(String event) {
        return new DeliveryStatuses.Ended(event, "notice of " + event, NoticeState.SENT);
    }

    private final class Book implements DeliveryStatuses {
        @Override
        public void ended(Collection<Ended> notices) {
            last = notices;
            rounds.add(notices.stream().map(Ended::eventId).collect(Collectors.toCollection(TreeSet::new)));
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the store is away");
            }
        }

        @Override
        public void rollUp(Collection<String> eventIds) {}

        @Override
        public void subscribed(List<Subscribed> dispatched) {}

        @Override
        public Map<String, List<Notified>> notified(Collection<String> eventIds) {
            return Map.of();
        }

        @Override
        public void notDelivered(Collection<String> eventIds, EventStatus status) {}

        @Override
        public List<String> waiting(String after, Instant unchangedSince, int limit) {
            return List.of();
        }

        @Override
        public void waitingAgain(Collection<String> eventIds) {}
    }
}
