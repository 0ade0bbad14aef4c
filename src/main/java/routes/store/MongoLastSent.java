package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import routes.alarm.Level;
import routes.notice.LastSent;

/** The {@link LastSent} in MongoDB. */
public final class MongoLastSent implements LastSent {
    private final MongoCollection<Document> sent;

    public MongoLastSent(MongoDatabase database) {
        sent = database.getCollection(CollectionNames.INTEREST_SILENCE);
    }

    @Override
    public Optional<Sent> last(String matter) {
        return Optional.ofNullable(sent.find(Filters.eq("_id", matter)).first())
                .map(found -> new Sent(
                        found.getString("event_id"),
                        Level.valueOf(found.getString("level")),
                        found.getDate("told_at").toInstant()));
    }

    @Override
    public void remember(String matter, Sent last) {
        Document document = new Document("_id", matter)
                .append("event_id", last.eventId())
                .append("level", last.level().name())
                .append("told_at", Date.from(last.at()));
        sent.replaceOne(Filters.eq("_id", matter), document, new ReplaceOptions().upsert(true));
    }
}
