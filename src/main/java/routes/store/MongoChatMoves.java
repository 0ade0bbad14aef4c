package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import routes.notice.ChatMoves;
import routes.notice.ShownTarget;

/** Writes the new id of a chat wherever the old one is stored and still of use. */
public final class MongoChatMoves implements ChatMoves {
    private final MongoCollection<Document> strategies;
    private final MongoCollection<Document> chats;
    private final MongoCollection<Document> notices;
    private final ChangeCounter subscriptions;

    /** @param subscriptions moves with every change of a strategy */
    public MongoChatMoves(MongoDatabase database, ChangeCounter subscriptions) {
        this.strategies = database.getCollection(CollectionNames.INFORM_STRATEGY);
        this.chats = database.getCollection(CollectionNames.CHAT);
        this.notices = database.getCollection(CollectionNames.NOTICE);
        this.subscriptions = subscriptions;
    }

    @Override
    public long follow(String channel, String botId, String from, String to) {
        long followed = strategies
                .updateMany(
                        and(eq("channel", channel), eq("bot_id", botId), eq("chat_ids", from)),
                        Updates.set("chat_ids.$", to))
                .getModifiedCount();
        if (followed > 0) {
            subscriptions.bump();
        }
        DuplicateKeys.absent(() -> chats.updateOne(
                and(eq("channel", channel), eq("bot_id", botId), eq("chat_id", from)), Updates.set("chat_id", to)));
        notices.updateMany(
                and(
                        gt(NoticeDocuments.DUE_KEY, ""),
                        eq("notice_channel", channel),
                        eq("target", from),
                        eq("bot_id", botId)),
                Updates.combine(
                        Updates.set("target", to), Updates.set(NoticeDocuments.TARGET_PRINT, ShownTarget.print(to))));
        return followed;
    }
}
