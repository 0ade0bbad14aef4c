package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import routes.channel.bot.Bot;
import routes.channel.bot.BotAttribute;
import routes.channel.bot.Bots;
import routes.channel.bot.StoredBot;
import routes.common.repository.Query;

/** Bots in VeAIOps' collection: the secret in VeAIOps' field, what else a channel wants under {@code credentials}. */
public final class MongoBots extends Documents<StoredBot> implements Bots {
    static final String CREDENTIALS = "credentials";

    private final Documents<BotAttribute> attributes;
    private final MongoCollection<Document> interests;

    public MongoBots(MongoDatabase database) {
        super(database, CollectionNames.BOT, StoredBot.class, new ChangeCounter(database, "bots"));
        attributes = new Documents<>(database, CollectionNames.BOT_ATTRIBUTE, BotAttribute.class);
        interests = database.getCollection(CollectionNames.INTEREST);
    }

    @Override
    public Optional<StoredBot> find(String channel, String botId) {
        return first(key(channel, botId));
    }

    @Override
    public boolean delete(String id) {
        find(id).ifPresent(bot -> {
            attributes.all(key(bot.channel(), bot.botId())).forEach(one -> attributes.delete(one.id()));
            interests.deleteMany(Filters.and(Filters.eq("channel", bot.channel()), Filters.eq("bot_id", bot.botId())));
        });
        return super.delete(id);
    }

    @Override
    protected void toStore(ObjectNode tree) {
        JsonNode secret = ((ObjectNode) tree.get(CREDENTIALS)).remove(Bot.SECRET);
        if (secret == null) {
            tree.put(Bot.SECRET, "");
        } else {
            tree.set(Bot.SECRET, secret);
        }
    }

    @Override
    protected void fromStore(ObjectNode tree) {
        String secret = tree.path(Bot.SECRET).asText();
        if (!secret.isEmpty()) {
            tree.withObject("/" + CREDENTIALS).put(Bot.SECRET, secret);
        }
    }

    private static Query key(String channel, String botId) {
        return Query.ALL.anyOf("channel", List.of(channel)).anyOf("bot_id", List.of(botId));
    }
}
