package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.notice.HostOf;
import routes.notice.NoticeQueued;

/** Targets that hang, and those beside them. */
class FairDeliveryTest {
    private static final int WORKERS = 16;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final TargetQueues queues = new TargetQueues(
            Executors.newFixedThreadPool(WORKERS + 1),
            new WorkerShares(new WorkerShares.Limits(WORKERS, 4, WORKERS / 2, 2, Duration.ofMillis(300))),
            Executors.newSingleThreadScheduledExecutor(),
            new TargetQueues.Bounds(target -> 32, 1000, Duration.ofMinutes(5), HostOf::target),
            TargetQueues.Digests.NONE,
            this::deliver);

    private TargetQueues.Outcome deliver(String target, NoticeQueued queued) {
        if (paused.remove(target)) {
            return TargetQueues.Outcome.later(Duration.ofMillis(100));
        }
        String host = HostOf.target(target);
        underWay.merge(host, 1, Integer::sum);
        try {
            if (target.contains("hangs") && !ended.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the test has ended long ago");
            }
            sent.add(target + " " + queued.level());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return TargetQueues.Outcome.CALLED;
    }

    @AfterEach
    void close() throws InterruptedException {
        ended.countDown();
        queues.close();
    }

    @Test
    void two_urls_of_one_host_that_hang_do_not_hold_up_a_p0_to_a_chat() {
        for (int i = 0; i < 36; i++) {
            add("Webhook http://hangs.example/a", Level.P0);
            add("Webhook http://hangs.example/b", Level.P0);
        }

        add("Slack C1", Level.P0);

        await().atMost(SOON).untilAsserted(() -> assertThat(sent).contains("Slack C1 P0"));
        assertThat(underWay.get("hangs.example")).isLessThanOrEqualTo(2);
    }

    @Test
    void a_hundred_hosts_that_hang_do_not_hold_up_those_that_answer() {
        add("Slack C1", Level.P2);
        await().atMost(SOON).untilAsserted(() -> assertThat(sent).contains("Slack C1 P2"));
        for (int i = 0; i < 100; i++) {
            add("Webhook http://hangs" + i + ".example/", Level.P0);
        }

        add("Slack C2", Level.P1);

        await().atMost(SOON).untilAsserted(() -> assertThat(sent).contains("Slack C2 P1"));
    }

    @Test
    void what_its_host_held_up_goes_out_when_the_host_answers_again() {
        for (int i = 0; i < 36; i++) {
            add("Webhook http://hangs.example/" + i, Level.P2);
        }
        await().atMost(SOON).until(() -> underWay.getOrDefault("hangs.example", 0) == 2);

        ended.countDown();

        await().atMost(SOON).untilAsserted(() -> assertThat(sent).hasSize(36));
        assertThat(queues.waiting()).isZero();
    }

    @Test
    void a_notice_that_finds_its_robot_throttled_is_sent_when_that_is_over() {
        paused.add("Slack C1");

        add("Slack C1", Level.P2);

        await().atMost(SOON).untilAsserted(() -> assertThat(sent).containsExactly("Slack C1 P2"));
    }

    private void add(String target, Level level) {
        int next = number.incrementAndGet();
        queues.add(target, new NoticeQueued("n" + next, "e" + next, level, Instant.EPOCH.plusSeconds(next)));
    }
}
