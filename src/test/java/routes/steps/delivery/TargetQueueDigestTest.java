package routes.steps.delivery;

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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.notice.DigestRule;
import routes.notice.NoticeQueued;

/** What a queue does when more waits for a limited target than it takes in time. */
class TargetQueueDigestTest {
    private static final String TARGET = "DingTalk robot-1";
    private static final int CAPACITY = 5;

    private final Set<String> folded = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void what_arrives_while_the_target_has_to_wait_is_folded_but_for_the_worst() throws InterruptedException {
        try (TargetQueues queues = queues(Duration.ofHours(1))) {
            for (int number = 0; number < 50; number++) {
                queues.add(TARGET, queued(number));
            }

            await().untilAsserted(() -> assertThat(queues.waiting()).isLessThanOrEqualTo(CAPACITY));
            assertThat(folded).hasSizeBetween(45, 46).doesNotContain("n7");
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void a_target_that_need_not_wait_folds_nothing() throws InterruptedException {
        try (TargetQueues queues = queues(Duration.ZERO)) {
            for (int number = 0; number < 50; number++) {
                queues.add(TARGET, queued(number));
            }

            await().untilAsserted(() -> assertThat(sent).hasSize(50));
            assertThat(asked).hasValue(0);
            assertThat(folded).isEmpty();
        }
    }

    @Test
    void a_target_whose_turn_could_not_be_found_out_is_not_closed_for_ever() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(4);
        Supplier<Duration> broken = () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("a limit that cannot be read");
            }
            return Duration.ZERO;
        };
        try (TargetQueues queues = queues(broken)) {
            for (int number = 0; number < 5; number++) {
                queues.add(TARGET, queued(number));
            }
            await().dontCatchUncaughtExceptions().until(() -> failures.get() < 0);

            for (int number = 0; number < 5; number++) {
                queues.add(TARGET, queued(number));
            }

            await().dontCatchUncaughtExceptions()
                    .untilAsserted(() -> assertThat(sent).hasSize(5));
        }
    }

    private TargetQueues queues(Duration toWait) {
        return queues(() -> toWait);
    }

    private TargetQueues queues(Supplier<Duration> pause) {
        return new TargetQueues(
                Executors.newFixedThreadPool(4),
                Shares.of(4),
                Executors.newScheduledThreadPool(1),
                new TargetQueues.Bounds(target -> 4, 1000, Duration.ofMinutes(5), target -> target),
                new Folding(),
                (target, queued) -> {
                    Duration toWait = pause.get();
                    if (!toWait.isZero()) {
                        return TargetQueues.Outcome.later(toWait);
                    }
                    sent.add(queued.noticeId());
                    return TargetQueues.Outcome.CALLED;
                });
    }

    private static NoticeQueued queued(int number) {
        Level level = number == 7 ? Level.P0 : Level.P2;
        return new NoticeQueued("n" + number, "e" + number, level, Instant.EPOCH.plusSeconds(number));
    }

    private final class Folding implements TargetQueues.Digests {
        @Override
        public int capacity(String target) {
            asked.incrementAndGet();
            return CAPACITY;
        }

        @Override
        public Set<String> fold(String target, List<NoticeQueued> waiting) {
            Set<String> taken = DigestRule.overflow(waiting, CAPACITY).stream()
                    .map(NoticeQueued::noticeId)
                    .collect(Collectors.toCollection(HashSet::new));
            folded.addAll(taken);
            return taken;
        }
    }
}
