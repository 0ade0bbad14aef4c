package routes.faults;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import routes.e2e.Hub;

/** Posts a number of alarms in a time, as monitoring systems do: what is not answered with success is posted again. */
final class Load {
    private static final int CALLERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(180 + 3L * OutageFaults.LOAD_SECONDS);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Function<String, HttpResponse<String>> posting;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile String source = "zabbix";
    private List<Future<?>> callers = List.of();
    private volatile boolean stopped;

    Load(Supplier<Hub> hub) {
        this.posting = body -> hub.get().post(source, body);
    }

    /** One whose alarms are posted in another way. @param posting throws what {@link Hub#post} throws */
    Load(Function<String, HttpResponse<String>> posting) {
        this.posting = posting;
    }

    /** The alarms are posted at the endpoint of this source. */
    Load from(String other) {
        source = other;
        return this;
    }

    /** Begins; returns at once. @param bodies the n-th alarm as its source posts it */
    Load start(int count, Duration time, IntFunction<String> bodies) {
        long begun = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        callers = IntStream.range(0, CALLERS)
                .<Future<?>>mapToObj(caller -> pool.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count && !stopped; i = next.getAndIncrement()) {
                        LockSupport.parkNanos(begun + i * time.toNanos() / count - System.nanoTime());
                        post(bodies.apply(i));
                    }
                }))
                .toList();
        pool.shutdown();
        return this;
    }

    /** How many were begun. */
    int begun() {
        return next.get();
    }

    /** Posts nothing more. */
    void stop() {
        stopped = true;
    }

    /** Waits until every alarm is accepted. */
    void await() {
        for (Future<?> caller : callers) {
            try {
                caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the load was not accepted: " + accepted.size(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The ids that were answered with success. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Posts without an answer: taken or not, the caller cannot know. */
    int cut() {
        return cut.get();
    }

    /** Posts that were answered with 503. */
    int unavailable() {
        return unavailable.get();
    }

    private void post(String body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopped && !taken(body)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("an alarm was not accepted in " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean taken(String body) {
        try {
            HttpResponse<String> answer = posting.apply(body);
            if (answer.statusCode() / 100 == 2) {
                accepted.addAll(List.of(Hub.json(answer).path("data").asText().split(",")));
                return true;
            }
            if (answer.statusCode() != 503) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            unavailable.incrementAndGet();
        } catch (UncheckedIOException noAnswer) {
            cut.incrementAndGet();
        }
        return false;
    }
}
