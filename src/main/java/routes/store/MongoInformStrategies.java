package routes.store;

import com.mongodb.client.MongoDatabase;
import routes.subscription.InformStrategy;

/** Inform strategies in MongoDB; names are kept apart by a unique index. */
public final class MongoInformStrategies extends Documents<InformStrategy> {
    public MongoInformStrategies(MongoDatabase database, ChangeCounter changes) {
        super(database, CollectionNames.INFORM_STRATEGY, InformStrategy.class, changes);
    }
}
