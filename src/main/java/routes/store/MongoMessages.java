package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.channel.chat.InterestLook;
import routes.channel.chat.Message;
import routes.channel.chat.Messages;
import routes.common.json.Json;

/** Messages in VeAIOps' collection. */
public final class MongoMessages implements Messages {
    /** False until the message is on its topic. */
    static final String TOLD = "told";

    private final MongoCollection<Document> messages;

    public MongoMessages(MongoDatabase database) {
        this.messages = database.getCollection(CollectionNames.MESSAGE);
    }

    @Override
    public Progress insert(Message message) {
        try {
            messages.insertOne(document(message).append(TOLD, false));
            return Progress.NEW;
        } catch (MongoWriteException e) {
            if (!DuplicateKeys.caused(e)) {
                throw e;
            }
            // what VeAIOps stored has no such field: it was worked on there
            Document stored = messages.find(key(message)).first();
            return stored != null && Boolean.FALSE.equals(stored.get(TOLD)) ? Progress.WAITING : Progress.PUBLISHED;
        }
    }

    @Override
    public void published(Message message) {
        messages.updateOne(
                key(message),
                new Document(
                        "$set",
                        new Document("msg_llm_compatible", document(message).get("msg_llm_compatible"))
                                .append(TOLD, true)));
    }

    @Override
    public List<String> textsBefore(Message message, int most) {
        return messages.find(Filters.and(
                        Filters.eq("chat_id", message.chatId()),
                        Filters.lte("msg_time", Date.from(message.msgTime())),
                        Filters.eq("channel", message.channel()),
                        Filters.eq("bot_id", message.botId()),
                        Filters.ne("msg_id", message.msgId())))
                .sort(Sorts.descending("msg_time"))
                .limit(most)
                .map(document -> InterestLook.textOf(
                        StoredFields.text(document, "text").orElse(""),
                        StoredFields.text(document, "msg").orElse("")))
                .into(new ArrayList<>());
    }

    @Override
    public List<String> speakers(String channel, String botId, String chatId, int count) {
        Set<String> people = new LinkedHashSet<>();
        messages.find(Filters.and(
                        Filters.eq("channel", channel), Filters.eq("bot_id", botId), Filters.eq("chat_id", chatId)))
                .sort(Sorts.descending("msg_time"))
                .limit(count)
                .forEach(document -> {
                    if ("user".equals(document.get("msg_sender_type"))) {
                        StoredFields.text(document, "msg_sender_id")
                                .filter(id -> !id.isEmpty())
                                .ifPresent(people::add);
                    }
                });
        return List.copyOf(people);
    }

    private static Bson key(Message message) {
        return Filters.and(
                Filters.eq("channel", message.channel()),
                Filters.eq("bot_id", message.botId()),
                Filters.eq("msg_id", message.msgId()));
    }

    private static Document document(Message message) {
        ObjectNode json = Json.mapper().valueToTree(message);
        return BsonJson.toDocument(json).append("msg_time", Date.from(message.msgTime()));
    }
}
