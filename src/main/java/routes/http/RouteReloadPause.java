package routes.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets callers wait while paths are exchanged, so that no caller gets a 404 for a path that is there a moment
 * later: a monitoring system does not post again what was answered with 404.
 *
 * <p>Failure policy: a caller that has waited for the longest wait gets a 503; an exchange that fails ends
 * the pause all the same.
 */
public final class RouteReloadPause {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Duration longestWait;
    private final ReadWriteLock looking = new ReentrantReadWriteLock();
    private volatile CompletableFuture<Void> endpoints = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> paths = CompletableFuture.completedFuture(null);

    public RouteReloadPause() {
        this(LONGEST_WAIT);
    }

    RouteReloadPause(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** A step of an exchange. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /**
     * One exchange at a time.
     *
     * @param emptying waits for the requests inside of the endpoints that leave; only callers of these wait meanwhile
     * @param exchange takes paths away and makes others; no request is brought to a path meanwhile
     */
    public synchronized void during(Step emptying, Step exchange) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        endpoints = end;
        try {
            emptying.run();
            begin(end);
            exchange.run();
        } finally {
            end.complete(null);
        }
    }

    /** A request that has seen that paths stand has found its own then. */
    private void begin(CompletableFuture<Void> end) {
        looking.writeLock().lock();
        try {
            paths = end;
        } finally {
            looking.writeLock().unlock();
        }
    }

    /** Looks for the path of a request: now, or when paths stand again. */
    void beforePaths(RoutingContext request, Runnable step) {
        looking.readLock().lock();
        try {
            if (paths.isDone()) {
                step.run();
            } else {
                await(paths, request, () -> beforePaths(request, step));
            }
        } finally {
            looking.readLock().unlock();
        }
    }

    /** Whether endpoints are being exchanged. */
    boolean isOn() {
        return !endpoints.isDone();
    }

    /** Goes on with a request that found its endpoint leaving, when the next one may be there. */
    void afterEndpoint(RoutingContext request, Runnable step) {
        CompletableFuture<Void> end = endpoints;
        if (end.isDone()) {
            step.run();
        } else {
            await(end, request, step);
        }
    }

    private void await(CompletableFuture<Void> end, RoutingContext request, Runnable step) {
        HttpServerRequest body = request.request().pause();
        Context thread = request.vertx().getOrCreateContext();
        end.copy()
                .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
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
