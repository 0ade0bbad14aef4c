package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.event.Acknowledgements;

/** Kept in the event's own document, beside what the merge writes. */
public final class MongoAcknowledgements implements Acknowledgements {
    static final String AT = "acknowledged_at";
    static final String BY = "acknowledged_by";

    private final MongoCollection<Document> events;

    public MongoAcknowledgements(MongoDatabase database) {
        this.events = database.getCollection(CollectionNames.EVENT);
    }

    @Override
    public boolean acknowledge(String eventId, Acknowledged who) {
        return events.updateOne(
                                Filters.and(Filters.eq("_id", new ObjectId(eventId)), Filters.eq(AT, null)),
                                Updates.combine(Updates.set(AT, Date.from(who.at())), Updates.set(BY, who.by())))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public Optional<Acknowledged> of(String eventId) {
        return Optional.ofNullable(
                        events.find(Filters.eq("_id", new ObjectId(eventId))).first())
                .filter(document -> document.get(AT) != null)
                .map(document -> new Acknowledged(
                        StoredFields.text(document, BY).orElse(""),
                        document.getDate(AT).toInstant()));
    }
}
