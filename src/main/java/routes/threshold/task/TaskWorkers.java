package routes.threshold.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a few versions in work at the same time; a timer wakes it, and a worker that found work looks for more. */
public final class TaskWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWorkers.class);

    private final BooleanSupplier next;
    private final ExecutorService threads;
    private final Semaphore free;

    /** @param next takes one version and computes it, and says whether there was one */
    public TaskWorkers(BooleanSupplier next, ExecutorService threads, int workers) {
        this.next = next;
        this.threads = threads;
        this.free = new Semaphore(workers);
    }

    /** Sets idle workers to work; returns at once. */
    public void fill() {
        while (free.tryAcquire()) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException stopping) {
                free.release();
                return;
            }
        }
    }

    private void work() {
        try {
            while (next.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                LOG.debug("looking for another version");
            }
        } catch (RuntimeException e) {
            LOG.warn("a version was not computed, it is taken again after its lease: {}", e.toString());
        } finally {
            free.release();
        }
    }
}
