package routes.steps.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fixtures.AlarmFixture.aFiringAlarm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import routes.common.tracing.LogId;
import routes.event.LoggedAlarm;
import routes.event.MergeResult;

class MergeInPartsTest {
    private static final MergeResult NOTHING = new MergeResult(List.of(), List.of(), List.of(), 0);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final List<List<LoggedAlarm>> merged = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_large_batch_is_merged_at_the_same_time_in_parts_that_keep_the_order_of_each_fingerprint() {
        CyclicBarrier together = new CyclicBarrier(2);
        List<LoggedAlarm> batch = batch(4 * MergeInParts.LEAST_ALARMS);

        MergeResult result = inParts(2, true, alarms -> {
                    await(together);
                    return once(alarms);
                })
                .apply(batch);

        assertThat(merged).hasSize(2);
        assertThat(merged.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(batch);
        for (String fingerprint : fingerprints(batch)) {
            List<List<LoggedAlarm>> having = merged.stream()
                    .map(part -> of(part, fingerprint))
                    .filter(part -> !part.isEmpty())
                    .toList();
            assertThat(having).containsExactly(of(batch, fingerprint));
        }
        assertThat(result.retried()).isEqualTo(batch.size());
    }

    @Test
    void every_part_logs_under_the_ids_of_the_batch() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (MDC.MDCCloseable batch = LogId.ALARM.during(List.of("a1", "a2"))) {
            inParts(2, true, alarms -> {
                        ids.add(Thread.currentThread() + MDC.get(LogId.ALARM.key()));
                        return once(alarms);
                    })
                    .apply(batch(4 * MergeInParts.LEAST_ALARMS));
        }

        assertThat(ids).hasSize(2).allSatisfy(seen -> assertThat(seen).endsWith("a1,a2"));
        assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(MDC.get(LogId.ALARM.key())), threads)
                        .join())
                .isEqualTo("null");
    }

    @Test
    void a_small_batch_and_one_beside_a_busy_endpoint_are_merged_in_one() {
        inParts(2, true, this::once).apply(batch(2 * MergeInParts.LEAST_ALARMS - 1));
        inParts(2, false, this::once).apply(batch(4 * MergeInParts.LEAST_ALARMS));
        inParts(1, true, this::once).apply(batch(4 * MergeInParts.LEAST_ALARMS));

        assertThat(merged).hasSize(3);
    }

    @Test
    void a_part_that_fails_fails_the_batch_with_its_own_reason_after_the_others_have_ended() {
        Set<Thread> ended = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(3);

        assertThatThrownBy(() -> inParts(3, true, alarms -> {
                            if (await(together) == 0) {
                                throw new IllegalStateException("the store is away");
                            }
                            ended.add(Thread.currentThread());
                            return NOTHING;
                        })
                        .apply(batch(3 * MergeInParts.LEAST_ALARMS)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the store is away");
        assertThat(ended).hasSize(2);
    }

    private MergeInParts inParts(int parts, boolean free, Function<List<LoggedAlarm>, MergeResult> merge) {
        return new MergeInParts(merge, new MergeInParts.Helpers(parts, threads, () -> free));
    }

    private MergeResult once(List<LoggedAlarm> alarms) {
        merged.add(alarms);
        return new MergeResult(List.of(), List.of(), List.of(), alarms.size());
    }

    private static int await(CyclicBarrier barrier) {
        try {
            return barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<LoggedAlarm> batch(int size) {
        return IntStream.range(0, size)
                .mapToObj(at -> aFiringAlarm().of("f-" + at % 37).at(at))
                .toList();
    }

    private static List<String> fingerprints(List<LoggedAlarm> alarms) {
        return alarms.stream()
                .map(logged -> logged.alarm().fingerprint())
                .distinct()
                .toList();
    }

    private static List<LoggedAlarm> of(List<LoggedAlarm> alarms, String fingerprint) {
        return alarms.stream()
                .filter(logged -> logged.alarm().fingerprint().equals(fingerprint))
                .toList();
    }
}
