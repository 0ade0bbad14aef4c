package routes.store;

import com.mongodb.client.MongoDatabase;
import routes.subscription.inhibition.InhibitionRule;

/** Which collection holds which record, and the counter by which copies follow it. */
public final class ConfigurationStore {
    private ConfigurationStore() {}

    public static Documents<InhibitionRule> inhibitionRules(MongoDatabase database) {
        return new Documents<>(
                database, CollectionNames.INHIBITION, InhibitionRule.class, new ChangeCounter(database, "inhibitions"));
    }
}
