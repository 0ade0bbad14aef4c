package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import routes.event.Event;

/** Open events whose time has run out, the earliest first. */
public final class ExpiringEvents {
    private final MongoCollection<Document> events;

    public ExpiringEvents(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
    }

    public List<Event> due(Instant now, int most) {
        return events.find(Filters.lt(EventDocuments.EXPIRY_KEY, NoticeDocuments.dueKey(now, "~")))
                .sort(Sorts.ascending(EventDocuments.EXPIRY_KEY))
                .limit(most)
                .map(EventDocuments::event)
                .into(new ArrayList<>());
    }
}
