package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import routes.channel.chat.Files;
import routes.channel.chat.Message;
import routes.channel.chat.Part;

/** Files of messages, each in a document of its own beside the message. */
public final class MongoFiles implements Files {
    /** The part of a message that names its files. */
    static final String[] OF_MESSAGE = {"channel", "bot_id", "msg_id", "msg_llm_compatible"};

    static final String AT = "at";
    /** The key of the message that it belongs to. */
    static final String MESSAGE = "message";

    private final MongoCollection<Document> files;

    public MongoFiles(MongoDatabase database) {
        this.files = database.getCollection(CollectionNames.MESSAGE_FILE);
    }

    @Override
    public void keep(Message message, String id, Stored file) {
        files.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id)
                        .append("mime_type", file.mimeType())
                        .append("name", file.name())
                        .append("bytes", new Binary(file.bytes()))
                        .append(MESSAGE, key(message.channel(), message.botId(), message.msgId()))
                        .append(AT, Date.from(message.msgTime())),
                new ReplaceOptions().upsert(true));
    }

    @Override
    public Optional<Stored> find(String id) {
        return Optional.ofNullable(files.find(Filters.eq("_id", id)).first())
                .map(document -> new Stored(
                        document.getString("mime_type"),
                        document.getString("name"),
                        document.get("bytes", Binary.class).getData()));
    }

    /** Deletes the files of stored messages; those of before files knew their message are named in its parts. */
    long deleteOf(List<Document> messages) {
        List<String> keys = messages.stream()
                .map(one -> key(one.get("channel"), one.get("bot_id"), one.get("msg_id")))
                .toList();
        List<String> named =
                messages.stream().flatMap(one -> named(one).stream()).toList();
        return files.deleteMany(Filters.or(Filters.in(MESSAGE, keys), Filters.in("_id", named)))
                .getDeletedCount();
    }

    /** Deletes what is older; what has no time gets this one. */
    long delete(Instant before, Instant now) {
        files.updateMany(Filters.exists(AT, false), Updates.set(AT, Date.from(now)));
        return new BatchDeletion(files).delete(Filters.lt(AT, Date.from(before)));
    }

    private static List<String> named(Document message) {
        return EventViews.documents(message, "msg_llm_compatible").stream()
                .map(part -> StoredFields.of(part, "fileData", Document.class))
                .flatMap(Optional::stream)
                .flatMap(file -> StoredFields.text(file, "fileUri").flatMap(Part::keptId).stream())
                .toList();
    }

    private static String key(@Nullable Object channel, @Nullable Object botId, @Nullable Object msgId) {
        return channel + " " + botId + " " + msgId;
    }
}
