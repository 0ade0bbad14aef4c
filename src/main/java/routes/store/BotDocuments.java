package routes.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.channel.bot.Bot;
import routes.channel.bot.StoredBot;
import routes.common.security.Sealed;

/** Bots as documents: the secret in VeAIOps' field, what else a channel wants under {@code credentials}. */
final class BotDocuments {
    static final String CREDENTIALS = "credentials";

    private BotDocuments() {}

    static StoredBot bot(Document document) {
        Map<String, Sealed> credentials = new LinkedHashMap<>();
        StoredFields.textMap(document, CREDENTIALS)
                .ifPresent(map -> map.forEach((name, stored) -> credentials.put(name, new Sealed(stored))));
        StoredFields.text(document, Bot.SECRET)
                .filter(stored -> !stored.isEmpty())
                .ifPresent(stored -> credentials.put(Bot.SECRET, new Sealed(stored)));
        return new StoredBot(
                StoredFields.id(document),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.text(document, "open_id").orElse(null),
                StoredFields.text(document, "name").orElse(null),
                StoredFields.flag(document, "is_active"),
                credentials,
                StoredFields.stamps(document));
    }

    /** The fields that this application owns; others of the document stay as they are. */
    static Document fields(StoredBot bot) {
        Document others = new Document();
        bot.credentials().forEach((name, held) -> {
            if (!name.equals(Bot.SECRET)) {
                others.put(name, held.stored());
            }
        });
        Sealed secret = bot.credentials().get(Bot.SECRET);
        return StoredFields.with(
                new Document("channel", bot.channel())
                        .append("bot_id", bot.botId())
                        .append("open_id", bot.openId())
                        .append("name", bot.name())
                        .append("is_active", bot.active())
                        .append(Bot.SECRET, secret == null ? "" : secret.stored())
                        .append(CREDENTIALS, others),
                bot.stamps());
    }

    static Document document(StoredBot bot) {
        Document document = new Document("_id", new ObjectId(bot.id()));
        document.putAll(fields(bot));
        return document;
    }
}
