package routes.dev.mongo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Runs write commands and lets each return when a commit that contains it is done; commands that wait at the same time
 * share one commit.
 *
 * <p>Failure policy: a commit sees whole commands only, so a process that dies at any moment leaves no half command. A
 * commit that fails fails every command that waits for it.
 */
final class GroupCommit implements AutoCloseable {

    private final ReentrantReadWriteLock commands = new ReentrantReadWriteLock();
    private final Object monitor = new Object();
    private final Runnable commit;
    private final Thread committer;
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean wanted;
    private boolean closed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
        committer = new Thread(this::commitWhenWanted, "embedded-mongo-commit");
        committer.setDaemon(true);
        committer.start();
    }

    /** Runs the command, then waits for its commit. */
    <T> T write(Supplier<T> command) {
        CompletableFuture<Void> committed;
        commands.readLock().lock();
        try {
            return command.get();
        } finally {
            committed = want();
            commands.readLock().unlock();
            await(committed);
        }
    }

    /** Runs a task between two commits, while no command is under way. */
    void alone(Runnable task) {
        commands.writeLock().lock();
        try {
            task.run();
        } finally {
            commands.writeLock().unlock();
        }
    }

    private CompletableFuture<Void> want() {
        synchronized (monitor) {
            wanted = true;
            monitor.notifyAll();
            return next;
        }
    }

    private static void await(CompletableFuture<Void> committed) {
        try {
            committed.join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("the store could not be committed", failure.getCause());
        }
    }

    private void commitWhenWanted() {
        while (awaitWish()) {
            commitAlone();
        }
    }

    private void commitAlone() {
        commands.writeLock().lock();
        CompletableFuture<Void> waiting = takeWaiting();
        try {
            commit.run();
            waiting.complete(null);
        } catch (RuntimeException failure) {
            waiting.completeExceptionally(failure);
        } finally {
            commands.writeLock().unlock();
        }
    }

    private CompletableFuture<Void> takeWaiting() {
        synchronized (monitor) {
            CompletableFuture<Void> waiting = next;
            next = new CompletableFuture<>();
            wanted = false;
            return waiting;
        }
    }

    private boolean awaitWish() {
        synchronized (monitor) {
            while (!wanted && !closed) {
                try {
                    monitor.wait();
                } catch (InterruptedException interrupted) {
                    return false;
                }
            }
            return wanted;
        }
    }

    /** Commits what is still wanted and ends. */
    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        try {
            committer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
