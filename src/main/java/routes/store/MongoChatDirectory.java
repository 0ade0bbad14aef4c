package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import routes.subscription.ChatDirectory;

/** Bots and chats in VeAIOps' collections; the secrets of bots are never read here. */
public final class MongoChatDirectory implements ChatDirectory {
    private final MongoCollection<Document> bots;
    private final MongoCollection<Document> chats;

    public MongoChatDirectory(MongoDatabase database) {
        this.bots = database.getCollection(CollectionNames.BOT);
        this.chats = database.getCollection(CollectionNames.CHAT);
    }

    @Override
    public Optional<Bot> bot(String channel, String botId) {
        return Optional.ofNullable(bots.find(Filters.and(Filters.eq("channel", channel), Filters.eq("bot_id", botId)))
                        .projection(Projections.include("channel", "bot_id", "name", "is_active"))
                        .first())
                .map(document -> new Bot(
                        StoredFields.id(document),
                        channel,
                        botId,
                        StoredFields.text(document, "name").orElse(null),
                        StoredFields.flag(document, "is_active")));
    }

    @Override
    public List<Chat> chats(String channel, String botId, Collection<String> chatIds) {
        return chats.find(Filters.and(
                        Filters.eq("channel", channel), Filters.eq("bot_id", botId), Filters.in("chat_id", chatIds)))
                .map(document -> new Chat(
                        StoredFields.id(document),
                        StoredFields.text(document, "chat_id").orElse(""),
                        StoredFields.text(document, "name").orElse(null),
                        StoredFields.flag(document, "is_active")))
                .into(new ArrayList<>());
    }
}
