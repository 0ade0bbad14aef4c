package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private static final int MOST = 3;

    private final List<List<Integer>> rounds = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>(Executors.newSingleThreadExecutor(), MOST, this::round);

    @AfterEach
    void close() {
        gate.countDown();
        coalescer.close();
        callers.shutdownNow();
    }

    @Test
    void what_is_requested_during_one_round_is_done_together_in_the_next() {
        CompletableFuture<Integer> first = call(1);
        Awaitility.await().until(() -> rounds.size() == 1);
        List<CompletableFuture<Integer>> others = calls(2, 3, 4);
        Awaitility.await().until(() -> coalescer.waiting() == 3);

        gate.countDown();

        assertThat(first.join()).isEqualTo(2);
        assertThat(others).extracting(CompletableFuture::join).containsExactly(4, 6, 8);
        assertThat(rounds).hasSize(2);
    }

    @Test
    void a_round_is_never_larger_than_it_may_be() {
        CompletableFuture<Integer> first = call(1);
        Awaitility.await().until(() -> rounds.size() == 1);
        List<CompletableFuture<Integer>> others = calls(2, 3, 4, 5, 6, 7);
        Awaitility.await().until(() -> coalescer.waiting() == 6);

        gate.countDown();
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();

        assertThat(first).isDone();
        assertThat(rounds).allSatisfy(round -> assertThat(round).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void a_round_that_fails_fails_for_each_of_its_callers_and_no_one_else() {
        gate.countDown();

        assertThatIllegalStateException().isThrownBy(() -> coalescer.call(-1)).withMessage("negative");
        assertThat(coalescer.call(5)).isEqualTo(10);
    }

    @Test
    void who_comes_after_the_end_is_refused_at_once() {
        coalescer.close();

        assertThatIllegalStateException().isThrownBy(() -> coalescer.call(1)).withMessageContaining("shutting down");
    }

    private List<Integer> round(List<Integer> inputs) {
        rounds.add(inputs);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (inputs.contains(-1)) {
            throw new IllegalStateException("negative");
        }
        return inputs.stream().map(input -> 2 * input).toList();
    }

    private CompletableFuture<Integer> call(int input) {
        return CompletableFuture.supplyAsync(() -> coalescer.call(input), callers);
    }

    private List<CompletableFuture<Integer>> calls(int... inputs) {
        return IntStream.of(inputs).mapToObj(this::call).toList();
    }
}
