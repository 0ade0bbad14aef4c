package routes.steps.kafka;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Goes on with a route on the thread that brings Kafka's acknowledgement. For routes whose next steps wait for nothing: a
 * step that waits would hold up every other acknowledgement, so it belongs behind a {@code threads} step.
 */
public final class ContinueOnAck extends AbstractExecutorService {
    private volatile boolean shutDown;

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutDown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutDown;
    }
}
