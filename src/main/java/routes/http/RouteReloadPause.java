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
 * Lets callers wait while paths are exchanged, so that nobody is told that there is nothing where there is something a moment
 * later: a monitoring system does not post again what was answered with 404.
 *
 * <p>Failure policy: who has waited for the whole patience is told to come back (503); whoever exchanges paths and fails ends
 * the intermission all the same.
 */
public final class RouteReloadPause {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Duration patience;
    private final ReadWriteLock looking = new ReentrantReadWriteLock();
    private volatile CompletableFuture<Void> doors = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> paths = CompletableFuture.completedFuture(null);

    public RouteReloadPause() {
        this(PATIENCE);
    }

    RouteReloadPause(Duration patience) {
        this.patience = patience;
    }

    /** A step of an exchange. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /**
     * One exchange at a time.
     *
     * @param emptying waits for the requests inside of the doors that leave; only who comes to one of these waits meanwhile
     * @param exchange takes paths away and makes others; nobody is brought to a path meanwhile
     */
    public synchronized void during(Step emptying, Step exchange) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        doors = end;
        try {
            emptying.run();
            begin(end);
            exchange.run();
        } finally {
            end.complete(null);
        }
    }

    /** Whoever has seen that paths stand has found the one of its request then. */
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

    /** Whether doors are being exchanged. */
    boolean isOn() {
        return !doors.isDone();
    }

    /** Goes on with a request that found its door leaving, when the next one may be there. */
    void afterEndpoint(RoutingContext request, Runnable step) {
        CompletableFuture<Void> end = doors;
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
