package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import routes.channel.chat.Inbox;

/** The inbox in MongoDB. */
public final class MongoInbox implements Inbox {
    private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> entries;

    public MongoInbox(MongoDatabase database) {
        this.entries = database.getCollection(CollectionNames.INBOUND);
    }

    @Override
    public boolean done(String id) {
        Document found = entries.find(Filters.eq("_id", id)).first();
        return found != null && !State.DEAD.name().equals(found.get("state"));
    }

    @Override
    public void keep(Entry entry) {
        entries.replaceOne(Filters.eq("_id", entry.id()), document(entry), OR_INSERT);
    }

    /** One write: it replaces a dead event, inserts a new one, and fails by the key of any other. */
    @Override
    public boolean add(Entry entry) {
        Bson dead = Filters.and(Filters.eq("_id", entry.id()), Filters.eq("state", State.DEAD.name()));
        return DuplicateKeys.absent(() -> entries.replaceOne(dead, document(entry), OR_INSERT));
    }

    @Override
    public boolean forget(String id) {
        Bson done = Filters.and(Filters.eq("_id", id), Filters.eq("state", State.DONE.name()));
        return entries.deleteOne(done).getDeletedCount() > 0;
    }

    @Override
    public List<Entry> list(State state, int skip, int limit) {
        return entries.find(Filters.eq("state", state.name()))
                .sort(Sorts.descending("at"))
                .skip(skip)
                .limit(limit)
                .map(MongoInbox::entry)
                .into(new ArrayList<>());
    }

    @Override
    public long count(State state) {
        return entries.countDocuments(Filters.eq("state", state.name()));
    }

    @Override
    public Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.find(Filters.eq("_id", id)).first()).map(MongoInbox::entry);
    }

    private static Document document(Entry entry) {
        return new Document("_id", entry.id())
                .append("channel", entry.channel())
                .append("bot_id", entry.botId())
                .append("event_type", entry.eventType())
                .append("state", entry.state().name())
                .append("reason", entry.reason())
                .append("value", new Binary(entry.value()))
                .append("at", Date.from(entry.at()));
    }

    private static Entry entry(Document document) {
        return new Entry(
                StoredFields.id(document),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "bot_id").orElse(""),
                StoredFields.text(document, "event_type").orElse(""),
                State.valueOf(document.getString("state")),
                StoredFields.text(document, "reason").orElse(""),
                document.get("value", Binary.class).getData(),
                document.getDate("at").toInstant());
    }
}
