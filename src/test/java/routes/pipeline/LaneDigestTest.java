package routes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.notice.DigestRule;
import routes.notice.Doorbell;

/** What a lane does when more waits for a limited target than it takes in time. */
class LaneDigestTest {
    private static final String TARGET = "DingTalk robot-1";
    private static final int CAPACITY = 5;

    private final Set<String> folded = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void what_arrives_while_the_target_has_to_wait_is_folded_but_for_the_worst() throws InterruptedException {
        try (DeliveryLanes lanes = lanes(Duration.ofHours(1))) {
            for (int number = 0; number < 50; number++) {
                lanes.ring(TARGET, bell(number));
            }

            await().untilAsserted(() -> assertThat(lanes.waiting()).isLessThanOrEqualTo(CAPACITY));
            assertThat(folded).hasSizeBetween(45, 46).doesNotContain("n7");
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void a_target_that_need_not_wait_is_never_asked_how_much_it_takes() throws InterruptedException {
        try (DeliveryLanes lanes = lanes(Duration.ZERO)) {
            for (int number = 0; number < 50; number++) {
                lanes.ring(TARGET, bell(number));
            }

            await().untilAsserted(() -> assertThat(sent).hasSize(50));
            assertThat(asked).hasValue(0);
            assertThat(folded).isEmpty();
        }
    }

    private DeliveryLanes lanes(Duration toWait) {
        return new DeliveryLanes(
                new DeliveryLanes.Threads(Executors.newFixedThreadPool(4), Executors.newScheduledThreadPool(1)),
                new DeliveryLanes.Bounds(target -> 4, 1000, Duration.ofMinutes(5)),
                target -> toWait,
                new Folding(),
                (target, bell) -> sent.add(bell.noticeId()));
    }

    private static Doorbell bell(int number) {
        Level level = number == 7 ? Level.P0 : Level.P2;
        return new Doorbell("n" + number, "e" + number, level, Instant.EPOCH.plusSeconds(number));
    }

    private final class Folding implements DeliveryLanes.Digests {
        @Override
        public int capacity(String target) {
            asked.incrementAndGet();
            return CAPACITY;
        }

        @Override
        public Set<String> fold(String target, List<Doorbell> waiting) {
            Set<String> taken = DigestRule.overflow(waiting, CAPACITY).stream()
                    .map(Doorbell::noticeId)
                    .collect(Collectors.toCollection(HashSet::new));
            folded.addAll(taken);
            return taken;
        }
    }
}
