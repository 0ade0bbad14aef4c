package routes.http;

import java.util.concurrent.TimeUnit;

/** How many requests a route has let in that are not answered yet. */
final class InFlightRequests {
    private int inside;

    synchronized void enter() {
        inside++;
    }

    synchronized void leave() {
        inside--;
        if (inside == 0) {
            notifyAll();
        }
    }

    /** Waits until the last one has left. @return whether it has, in this time */
    synchronized boolean awaitNone(long time, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(time);
        while (inside > 0 && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        return inside == 0;
    }
}
