package routes.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the store for a book in memory: while the store is away the book stays as it is, and the log says so once. */
public final class StoreContact {
    private static final Logger LOG = LoggerFactory.getLogger(StoreContact.class);

    private final String what;
    private boolean away;

    /** @param what is read, as the log names it */
    public StoreContact(String what) {
        this.what = what;
    }

    /** Runs the reading. Never throws. */
    public synchronized void read(Runnable reading) {
        try {
            reading.run();
            if (away) {
                away = false;
                LOG.info("{} follow the store again", what);
            }
        } catch (RuntimeException e) {
            if (!away) {
                away = true;
                LOG.warn("{} cannot be read, the last ones stay in force: {}", what, e.toString());
            }
        }
    }
}
