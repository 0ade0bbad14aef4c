package routes.store;

import org.bson.Document;
import org.bson.types.ObjectId;
import routes.subscription.InformStrategy;

/** An {@link InformStrategy} as a document with VeAIOps' field names. */
final class StrategyDocuments {
    private StrategyDocuments() {}

    static Document document(InformStrategy strategy) {
        Document document = new Document("_id", new ObjectId(strategy.id()))
                .append("name", strategy.name())
                .append("description", strategy.description())
                .append("channel", strategy.channel())
                .append("bot_id", strategy.botId())
                .append("chat_ids", strategy.chatIds())
                .append("is_active", strategy.active());
        return StoredFields.with(document, strategy.stamps());
    }

    static InformStrategy strategy(Document document) {
        return new InformStrategy(
                StoredFields.id(document),
                StoredFields.text(document, "name").orElse(""),
                StoredFields.text(document, "description").orElse(null),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.texts(document, "chat_ids"),
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
