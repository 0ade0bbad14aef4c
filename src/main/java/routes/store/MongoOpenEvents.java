package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import routes.event.EventView;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;

/** Open events in MongoDB, found by the key that they have only while they are open. */
public final class MongoOpenEvents implements OpenEvents {
    private final MongoCollection<Document> events;

    public MongoOpenEvents(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
    }

    @Override
    public void each(Consumer<PublishedEvent> reader) {
        events.find(Filters.gt(MongoEventLedger.OPEN_FINGERPRINT, ""))
                .projection(Projections.exclude("raw_data", "channel_msg"))
                .map(EventViews::event)
                .forEach(event -> publish(event, reader));
    }

    private static void publish(EventView event, Consumer<PublishedEvent> reader) {
        List<EventView.Move> history = event.history();
        if (event.own() != null && !history.isEmpty()) {
            reader.accept(event.published(history.get(history.size() - 1)));
        }
    }
}
