package routes.store;

import com.mongodb.client.MongoDatabase;

/** Creates the pipeline's indexes, once. */
public final class IndexSetup {
    private final MongoDatabase database;
    private boolean done;

    public IndexSetup(MongoDatabase database) {
        this.database = database;
    }

    /** Called until it succeeds; the store may be away at the start. */
    public synchronized void ensure() {
        if (!done) {
            StoreIndexes.create(database);
            done = true;
        }
    }
}
