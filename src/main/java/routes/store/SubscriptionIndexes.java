package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unique keys of strategies and templates. Failure policy: with the store away at the start they are made later, by
 * the next call; keys that a taken-over database contradicts are reported once, and the application runs without them.
 */
public final class SubscriptionIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionIndexes.class);
    private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

    private final MongoDatabase database;
    private boolean done;
    private boolean reported;

    public SubscriptionIndexes(MongoDatabase database) {
        this.database = database;
    }

    /** Makes what is missing. Cheap once it succeeded; never throws for what the store answers. */
    public synchronized void ensure() {
        if (done) {
            return;
        }
        try {
            database.getCollection(CollectionNames.INFORM_STRATEGY).createIndex(Indexes.ascending("name"), UNIQUE);
            database.getCollection(CollectionNames.CARD_TEMPLATE)
                    .createIndex(Indexes.ascending("agent_type", "channel"), UNIQUE);
            done = true;
        } catch (MongoCommandException e) {
            done = true;
            LOG.warn("the stored data contradict a unique key of strategies or templates: {}", e.getErrorMessage());
        } catch (MongoException e) {
            if (!reported) {
                reported = true;
                LOG.warn("unique keys of strategies and templates are not made yet: {}", e.toString());
            }
        }
    }
}
