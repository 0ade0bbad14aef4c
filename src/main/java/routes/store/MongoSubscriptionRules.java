package routes.store;

import com.mongodb.client.MongoDatabase;
import java.util.function.ObjLongConsumer;
import routes.subscription.SubscriptionRule;

/** Subscriptions in MongoDB. */
public final class MongoSubscriptionRules extends Documents<SubscriptionRule> {
    /** @param written called after every write with the subscription's id and the version after it */
    public MongoSubscriptionRules(MongoDatabase database, ChangeCounter changes, ObjLongConsumer<String> written) {
        super(database, CollectionNames.SUBSCRIPTION, SubscriptionRule.class, changes, written);
    }
}
