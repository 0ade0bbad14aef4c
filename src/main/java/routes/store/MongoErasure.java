package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import routes.channel.chat.Erasure;
import routes.channel.chat.Inbox;

/** Takes people and chats out of messages, feedback, acknowledgements, silences, the inbox and the list of chats. */
public final class MongoErasure implements Erasure {
    private static final String CHANNEL = "channel";
    private static final String MESSAGE_ID = "out_message_id";
    /** How many of the inbox are in memory at a time: one may have a megabyte. */
    private static final int LARGE_DOCUMENTS = 10;

    private static final Bson WITHOUT_PERSON =
            Updates.combine(Updates.set("operator", new Document()), Updates.set("feedback", null));

    private final MongoDatabase database;
    private final MongoFiles files;

    public MongoErasure(MongoDatabase database) {
        this.database = database;
        this.files = new MongoFiles(database);
    }

    @Override
    public Erased person(String personId, @Nullable String channel) {
        Gone gone = deleteMessages(within(CHANNEL, channel, eq("msg_sender_id", personId)));
        return new Erased(
                gone.messages(),
                gone.files(),
                eraseMentions(personId, channel),
                eraseAuthors(givenBy(personId, channel))
                        + replace(CollectionNames.TASK_FEEDBACK, MongoHistoryFeedbacks.BY, personId),
                replace(CollectionNames.EVENT, MongoAcknowledgements.BY, personId),
                replace(CollectionNames.SILENCE, "created_by", personId),
                deletePlatformEvents(personId, channel),
                0);
    }

    @Override
    public Erased chat(String chatId, @Nullable String channel) {
        Bson ofChat = within(CHANNEL, channel, eq("chat_id", chatId));
        Gone gone = deleteMessages(ofChat);
        return new Erased(
                gone.messages(),
                gone.files(),
                0,
                eraseAuthors(givenIn(chatId, channel)),
                0,
                0,
                deletePlatformEvents(chatId, channel),
                collection(CollectionNames.CHAT).deleteMany(ofChat).getDeletedCount());
    }

    private record Gone(long messages, long files) {}

    private Gone deleteMessages(Bson which) {
        long[] filesGone = new long[1];
        long messages = new BatchDeletion(collection(CollectionNames.MESSAGE), MongoFiles.OF_MESSAGE)
                .delete(which, batch -> {
                    filesGone[0] += files.deleteOf(batch);
                    return batch;
                });
        return new Gone(messages, filesGone[0]);
    }

    private long eraseMentions(String personId, @Nullable String channel) {
        MongoCollection<Document> messages = collection(CollectionNames.MESSAGE);
        long changed = 0;
        for (Document message : messages.find(within(CHANNEL, channel, eq("mentions.id", personId)))) {
            changed += messages.updateOne(
                            eq("_id", message.get("_id")), new Document("$set", ErasedMention.of(message, personId)))
                    .getModifiedCount();
        }
        return changed;
    }

    private List<Document> givenBy(String personId, @Nullable String channel) {
        return feedback(channel).stream()
                .filter(given -> StoredFields.textMap(given, "operator")
                        .map(Map::values)
                        .filter(ids -> ids.contains(personId))
                        .isPresent())
                .toList();
    }

    private List<Document> givenIn(String chatId, @Nullable String channel) {
        List<Document> given = feedback(channel).stream()
                .filter(one -> StoredFields.textMap(one, "operator")
                        .filter(ids -> !ids.isEmpty())
                        .isPresent())
                .toList();
        Set<String> sent = new HashSet<>();
        for (List<Document> batch : batches(given)) {
            List<Object> ids = batch.stream().map(one -> one.get(MESSAGE_ID)).toList();
            collection(CollectionNames.NOTICE)
                    .find(and(in("out_message_ids", ids), eq("target", chatId)))
                    .projection(Projections.include("out_message_ids"))
                    .forEach(notice -> sent.addAll(StoredFields.texts(notice, "out_message_ids")));
        }
        return given.stream()
                .filter(one -> sent.contains(one.getString(MESSAGE_ID)))
                .toList();
    }

    private List<Document> feedback(@Nullable String channel) {
        return collection(CollectionNames.FEEDBACK)
                .find(within("notice_channel", channel, new Document()))
                .projection(Projections.include("operator", MESSAGE_ID))
                .into(new ArrayList<>());
    }

    private long eraseAuthors(List<Document> given) {
        long changed = 0;
        for (List<Document> batch : batches(given)) {
            changed += collection(CollectionNames.FEEDBACK)
                    .updateMany(
                            in("_id", batch.stream().map(one -> one.get("_id")).toList()), WITHOUT_PERSON)
                    .getModifiedCount();
        }
        return changed;
    }

    private long replace(String collection, String field, String personId) {
        return collection(collection)
                .updateMany(eq(field, personId), Updates.set(field, ERASED))
                .getModifiedCount();
    }

    /** Those that are done with hold no words of the platform. */
    private long deletePlatformEvents(String id, @Nullable String channel) {
        Pattern named = Pattern.compile("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])");
        MongoCollection<Document> inbox = collection(CollectionNames.INBOUND);
        Bson withWords = in("state", List.of(Inbox.State.DEAD.name(), Inbox.State.UNKNOWN.name()));
        long deleted = 0;
        for (Document entry : inbox.find(within(CHANNEL, channel, withWords)).batchSize(LARGE_DOCUMENTS)) {
            String words = StoredFields.of(entry, "value", Binary.class)
                    .map(value -> new String(value.getData(), StandardCharsets.UTF_8))
                    .orElse("");
            if (named.matcher(words).find()) {
                deleted += inbox.deleteOne(eq("_id", entry.get("_id"))).getDeletedCount();
            }
        }
        return deleted;
    }

    private static Bson within(String field, @Nullable String channel, Bson filter) {
        return channel == null ? filter : and(eq(field, channel), filter);
    }

    private static List<List<Document>> batches(List<Document> all) {
        List<List<Document>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BatchDeletion.SIZE) {
            batches.add(all.subList(from, Math.min(all.size(), from + BatchDeletion.SIZE)));
        }
        return batches;
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
