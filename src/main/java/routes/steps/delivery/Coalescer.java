package routes.steps.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Does many small things as few large ones: what is requested while one round is under way is done together in the next.
 * No caller waits for a timer; alone, a call costs one round.
 *
 * @param <I> what is requested
 * @param <O> what comes of it
 */
public final class Coalescer<I, O> implements AutoCloseable {
    private final BlockingQueue<Call<I, O>> waiting = new LinkedBlockingQueue<>();
    private final Function<List<I>, List<O>> round;
    private final int most;
    private final ExecutorService thread;
    private volatile boolean closed;

    /**
     * @param round does all of them, and answers in their order; when it throws, every caller of the round gets that
     * @param most how many go into one round
     */
    public Coalescer(ExecutorService thread, int most, Function<List<I>, List<O>> round) {
        this.thread = thread;
        this.most = most;
        this.round = round;
        thread.execute(this::run);
    }

    /** Does it together with others and waits for it. */
    public O call(I input) {
        Call<I, O> call = new Call<>(input, new CompletableFuture<>());
        waiting.add(call);
        if (closed) {
            refuseWaiting();
        }
        try {
            return call.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** How many calls wait for the next round. */
    public int waiting() {
        return waiting.size();
    }

    /** Ends the thread; who waits, or comes later, is refused. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        refuseWaiting();
    }

    private void refuseWaiting() {
        List<Call<I, O>> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(call -> call.result().completeExceptionally(new IllegalStateException("shutting down")));
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Call<I, O>> calls = new ArrayList<>();
                calls.add(waiting.take());
                waiting.drainTo(calls, most - 1);
                settle(calls);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(List<Call<I, O>> calls) {
        try {
            List<O> results = round.apply(calls.stream().map(Call::input).toList());
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            calls.forEach(call -> call.result().completeExceptionally(e));
        }
    }

    private record Call<I, O>(I input, CompletableFuture<O> result) {}
}
