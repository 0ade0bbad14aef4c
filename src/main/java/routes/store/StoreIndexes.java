package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indexes of {@link StoredCollections}. Failure policy: {@link #ensure} throws while the store is away, and is called until it succeeds. A
 * unique key of configuration that a taken-over database contradicts is reported once, and the application runs without it; without a
 * key of its own collections it does not.
 */
public final class StoreIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(StoreIndexes.class);

    enum Kind {
        PLAIN,
        UNIQUE,
        UNIQUE_IF_PRESENT,
        SPARSE,
        NEWEST_FIRST,
        /** A document goes at the time that the field holds. */
        EXPIRING;

        IndexOptions options() {
            IndexOptions options = new IndexOptions();
            return switch (this) {
                case PLAIN, NEWEST_FIRST -> options;
                case UNIQUE -> options.unique(true);
                case UNIQUE_IF_PRESENT -> options.unique(true).sparse(true);
                case SPARSE -> options.sparse(true);
                case EXPIRING -> options.expireAfter(0L, TimeUnit.SECONDS);
            };
        }
    }

    /** One of them. */
    record Index(String collection, Kind kind, List<String> fields) {
        void create(MongoDatabase database) {
            database.getCollection(collection)
                    .createIndex(
                            kind == Kind.NEWEST_FIRST ? Indexes.descending(fields) : Indexes.ascending(fields),
                            kind.options());
        }

        boolean exists(MongoDatabase database) {
            for (Document made : database.getCollection(collection).listIndexes()) {
                if (made.get("key") instanceof Document key
                        && List.copyOf(key.keySet()).equals(fields)) {
                    return true;
                }
            }
            return false;
        }

        boolean isUnique() {
            return kind == Kind.UNIQUE || kind == Kind.UNIQUE_IF_PRESENT;
        }

        @Override
        public String toString() {
            return collection + " (" + String.join(", ", fields) + ")";
        }
    }

    private final MongoDatabase database;
    private boolean done;

    public StoreIndexes(MongoDatabase database) {
        this.database = database;
    }

    static List<Index> all() {
        return StoredCollections.all().stream()
                .flatMap(row -> row.indexes().stream())
                .toList();
    }

    /** Called until it succeeds; the store may be away at the start. */
    public synchronized void ensure() {
        if (!done) {
            create(database);
            done = true;
        }
    }

    /** Creates what is missing; may be repeated. */
    public static void create(MongoDatabase database) {
        all().forEach(index -> create(database, index));
    }

    private static void create(MongoDatabase database, Index index) {
        try {
            index.create(database);
        } catch (MongoCommandException e) {
            if (index.kind() != Kind.UNIQUE) {
                throw e;
            }
            LOG.warn("the stored data of {} contradict a unique key: {}", index.collection(), e.getErrorMessage());
        }
    }
}
