package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import routes.account.ConfigMark;
import routes.channel.bot.BotAttribute;
import routes.subscription.inhibition.InhibitionRule;

/** Which collection holds which record, and the counter by which copies follow it. */
public final class ConfigurationStore {
    private ConfigurationStore() {}

    /** One for each value of a bot by a unique index. */
    public static Documents<BotAttribute> botAttributes(MongoDatabase database) {
        return new Documents<>(database, CollectionNames.BOT_ATTRIBUTE, BotAttribute.class);
    }

    /** One for each name and metric type by a unique index. */
    public static Documents<ObjectNode> metricTemplates(MongoDatabase database) {
        return new Documents<>(database, CollectionNames.METRIC_TEMPLATE, ObjectNode.class);
    }

    /** One for each kind and name by a unique index. */
    public static Documents<ConfigMark> configMarks(MongoDatabase database) {
        return new Documents<>(database, CollectionNames.CONFIG_MARK, ConfigMark.class);
    }

    public static Documents<InhibitionRule> inhibitionRules(MongoDatabase database) {
        return new Documents<>(
                database, CollectionNames.INHIBITION, InhibitionRule.class, new ChangeCounter(database, "inhibitions"));
    }
}
