package routes.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets callers wait while paths are exchanged, so that nobody is told that there is nothing where there is something a moment
 * later: a monitoring system does not post again what was answered with 404.
 *
 * <p>Failure policy: who has waited for the whole patience is told to come back (503); whoever exchanges paths and fails ends
 * the intermission all the same.
 */
public final class Intermission {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Duration patience;
    private volatile CompletableFuture<Void> over = CompletableFuture.completedFuture(null);

    public Intermission() {
        this(PATIENCE);
    }

    Intermission(Duration patience) {
        this.patience = patience;
    }

    /** What is done to paths meanwhile. */
    @FunctionalInterface
    public interface Exchange {
        void run() throws Exception;
    }

    /** Runs it while no request is brought to a path; one exchange at a time. */
    public synchronized void during(Exchange exchange) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        over = end;
        try {
            exchange.run();
        } finally {
            end.complete(null);
        }
    }

    /** Goes on with a request: now, or after the intermission. */
    void after(RoutingContext request, Runnable step) {
        CompletableFuture<Void> end = over;
        if (end.isDone()) {
            step.run();
            return;
        }
        HttpServerRequest body = request.request().pause();
        Context thread = request.vertx().getOrCreateContext();
        end.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, late) -> thread.runOnContext(now -> {
                    body.resume();
                    if (late == null) {
                        step.run();
                    } else {
                        request.fail(503);
                    }
                }));
    }
}
