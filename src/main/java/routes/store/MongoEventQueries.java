package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.event.AlarmView;
import routes.event.EventFilter;
import routes.event.EventQueries;
import routes.event.EventView;

/** Answers questions about events and alarms from MongoDB. */
public final class MongoEventQueries implements EventQueries {
    private final MongoCollection<Document> events;
    private final MongoCollection<Document> alarms;

    public MongoEventQueries(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
        alarms = database.getCollection(CollectionNames.ALARM);
    }

    @Override
    public Found find(EventFilter filter, boolean newestFirst, int skip, int limit) {
        List<Bson> clauses = clauses(filter);
        Bson query = clauses.isEmpty() ? new Document() : Filters.and(clauses);
        List<EventView> found = events.find(query)
                .sort(newestFirst ? Sorts.descending("created_at", "_id") : Sorts.ascending("created_at", "_id"))
                .skip(skip)
                .limit(limit)
                .map(EventViews::event)
                .into(new ArrayList<>());
        return new Found(found, clauses.isEmpty() ? events.estimatedDocumentCount() : events.countDocuments(query));
    }

    @Override
    public Optional<EventView> byId(String id) {
        ObjectId key = new ObjectId(id);
        return one(key).or(() -> Optional.ofNullable(alarms.find(Filters.eq("_id", key))
                        .projection(Projections.include("event_id"))
                        .first())
                .map(alarm -> alarm.getObjectId("event_id"))
                .flatMap(this::one));
    }

    @Override
    public List<AlarmView> alarmsOf(String eventId, int limit) {
        return alarms.find(Filters.eq("event_id", new ObjectId(eventId)))
                .sort(Sorts.descending("received_at", "_id"))
                .limit(limit)
                .map(EventViews::alarm)
                .into(new ArrayList<>());
    }

    private Optional<EventView> one(ObjectId id) {
        return Optional.ofNullable(events.find(Filters.eq("_id", id)).first()).map(EventViews::event);
    }

    private static List<Bson> clauses(EventFilter filter) {
        List<Bson> clauses = new ArrayList<>();
        anyOf(clauses, "agent_type", filter.agentTypes());
        anyOf(clauses, "status", filter.statuses());
        anyOf(clauses, "event_level", filter.levels().stream().map(Enum::name).toList());
        anyOf(clauses, "region", filter.owners().regions());
        anyOf(clauses, "project", filter.owners().projects());
        anyOf(clauses, "product", filter.owners().products());
        anyOf(clauses, "customer", filter.owners().customers());
        anyOf(clauses, "state", filter.states().stream().map(Enum::name).toList());
        anyOf(
                clauses,
                "fingerprint",
                Optional.ofNullable(filter.fingerprint()).stream().toList());
        anyOf(clauses, "source", Optional.ofNullable(filter.source()).stream().toList());
        created(clauses, filter.from(), filter.to());
        return clauses;
    }

    private static void anyOf(List<Bson> clauses, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            clauses.add(Filters.in(field, values));
        }
    }

    private static void created(List<Bson> clauses, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            clauses.add(Filters.gte("created_at", Date.from(from)));
        }
        if (to != null) {
            clauses.add(Filters.lte("created_at", Date.from(to)));
        }
    }
}
