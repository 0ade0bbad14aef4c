package routes.threshold.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.kits.RouteProcess;

/** The workers of {@code thresholds-compute.camel.yaml}: veaiops.tasks.workers is 2. */
@Tag("slow")
class WorkersTest {
    private static final List<String> VERSIONS = List.of("a", "b", "c", "d", "e");

    @Test
    void as_many_versions_as_there_are_workers_are_computed_at_once_until_none_waits() {
        Steps steps = new Steps();
        try (RouteProcess process = start(steps)) {
            process.send("thresholds-wake", "");

            await().untilAsserted(() -> assertThat(steps.stored).containsExactlyInAnyOrderElementsOf(VERSIONS));
        }
        assertThat(steps.most).hasValue(2);
    }

    @Test
    void a_version_that_fails_unexpectedly_leaves_its_worker_free_for_the_next_call() {
        Steps steps = new Steps();
        steps.failing = "a";
        try (RouteProcess process = start(steps)) {
            process.send("thresholds-wake", "");
            await().untilAsserted(() -> assertThat(steps.stored).contains("b", "c", "d", "e"));

            steps.waiting.addAll(List.of("f", "g"));
            process.send("thresholds-wake", "");

            await().untilAsserted(() -> assertThat(steps.stored).contains("f", "g"));
        }
        assertThat(steps.stored).doesNotContain("a");
    }

    private static RouteProcess start(Steps steps) {
        return RouteProcess.start(
                "thresholds-compute.camel.yaml",
                "thresholds-wake,thresholds-work,thresholds-version",
                Map.of("taskRun", steps, "pastLookup", steps, "keepLastKnown", steps));
    }

    /** Steps that count how many versions are at work; the first two wait for one another. */
    public static final class Steps {
        private final Queue<String> waiting = new ConcurrentLinkedQueue<>(VERSIONS);
        private final Queue<String> stored = new ConcurrentLinkedQueue<>();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch two = new CountDownLatch(2);
        private String failing = "";

        public @Nullable String claim() {
            return waiting.poll();
        }

        public String look(String version) {
            return version;
        }

        public String fetch(String version) throws InterruptedException {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
            if (version.equals(failing)) {
                running.decrementAndGet();
                throw new IllegalStateException("the store is away");
            }
            return version;
        }

        public String recommend(String version) {
            return version;
        }

        public String keep(String version) {
            return version;
        }

        public void store(String version) {
            running.decrementAndGet();
            stored.add(version);
        }

        public void putBack(String version, Exception failure) {
            throw new IllegalStateException(failure);
        }

        public void refuse(String version, Exception refusal) {
            throw new IllegalStateException(refusal);
        }
    }
}
