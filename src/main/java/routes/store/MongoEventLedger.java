package routes.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.alarm.Alarm;
import routes.event.Event;
import routes.event.EventChange;
import routes.event.EventLedger;
import routes.event.LogPosition;
import routes.event.MergedAlarm;
import routes.event.StaleEvent;
import routes.event.StoredAlarm;

/** Alarms and events in MongoDB, as the merge needs them. */
public final class MongoEventLedger implements EventLedger {
    /** Unique and sparse: present on the newest event of a fingerprint, open or not. */
    static final String LAST_FINGERPRINT = "last_fingerprint";
    /** Unique and sparse: present while the event is open. */
    static final String OPEN_FINGERPRINT = "open_fingerprint";

    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions ANY_ORDER_BULK = new BulkWriteOptions().ordered(false);
    /** Events of one fingerprint come to be one after another: a run that is cut off leaves no later one alone. */
    private static final BulkWriteOptions IN_ORDER = new BulkWriteOptions().ordered(true);

    private final MongoCollection<Document> alarms;
    private final MongoCollection<Document> events;

    public MongoEventLedger(MongoDatabase database) {
        alarms = database.getCollection(CollectionNames.ALARM);
        events = database.getCollection(CollectionNames.EVENT);
    }

    @Override
    public Map<String, StoredAlarm> alarmsById(Collection<String> ids) {
        Map<String, StoredAlarm> found = new HashMap<>();
        alarms.find(Filters.in("_id", objectIds(ids)))
                .projection(Projections.include("partition", "offset", "event_id", "previous_event_id"))
                .forEach(document -> {
                    String id = document.getObjectId("_id").toHexString();
                    String eventId = document.getObjectId("event_id").toHexString();
                    ObjectId previous = document.getObjectId("previous_event_id");
                    found.put(
                            id,
                            new StoredAlarm(
                                    id,
                                    EventDocuments.position(document),
                                    eventId,
                                    previous == null ? null : previous.toHexString()));
                });
        return found;
    }

    @Override
    public Map<String, Event> newestByFingerprint(Collection<String> fingerprints) {
        Map<String, Event> found = new HashMap<>();
        events.find(Filters.in(LAST_FINGERPRINT, fingerprints))
                .map(EventDocuments::event)
                .forEach(event -> found.put(event.fingerprint(), event));
        return found;
    }

    @Override
    public List<Event> eventsById(Collection<String> ids) {
        return events.find(Filters.in("_id", objectIds(ids)))
                .map(EventDocuments::event)
                .into(new ArrayList<>());
    }

    @Override
    public void write(List<MergedAlarm> merged, List<EventChange> changes) {
        if (!merged.isEmpty()) {
            insertAlarms(merged.stream().map(MongoEventLedger::alarm).toList());
        }
        List<WriteModel<Document>> updates = new ArrayList<>();
        List<WriteModel<Document>> inserts = new ArrayList<>();
        for (EventChange change : changes) {
            change.expected()
                    .ifPresentOrElse(
                            before -> updates.add(update(change, before)),
                            () -> inserts.add(new InsertOneModel<>(insert(change))));
        }
        update(updates);
        insert(inserts);
    }

    private void insertAlarms(List<Document> documents) {
        try {
            alarms.insertMany(documents, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
        }
    }

    private void update(List<WriteModel<Document>> updates) {
        if (updates.isEmpty()) {
            return;
        }
        int matched;
        try {
            matched = events.bulkWrite(updates, ANY_ORDER_BULK).getMatchedCount();
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            throw new StaleEvent(e.getWriteErrors().size() + " events were followed by others meanwhile");
        }
        if (matched != updates.size()) {
            throw new StaleEvent((updates.size() - matched) + " of " + updates.size() + " events changed meanwhile");
        }
    }

    private void insert(List<WriteModel<Document>> inserts) {
        if (inserts.isEmpty()) {
            return;
        }
        try {
            events.bulkWrite(inserts, IN_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            throw new StaleEvent(e.getWriteErrors().size() + " events were opened by another process meanwhile");
        }
    }

    private static UpdateOneModel<Document> update(EventChange change, LogPosition before) {
        Bson asRead = Filters.and(
                Filters.eq("_id", new ObjectId(change.event().id())),
                Filters.eq("applied", EventDocuments.position(before)));
        Document set = EventDocuments.append(new Document(), change.event());
        Document unset = new Document();
        (change.newest() ? set : unset).append(LAST_FINGERPRINT, change.event().fingerprint());
        (change.event().open() ? set : unset)
                .append(OPEN_FINGERPRINT, change.event().fingerprint());
        String expiry = EventDocuments.expiryKey(change.event());
        if (expiry != null) {
            set.append(EventDocuments.EXPIRY_KEY, expiry);
        } else if (change.expiring()) {
            unset.append(EventDocuments.EXPIRY_KEY, "");
        }
        Document operations = new Document("$set", set);
        return new UpdateOneModel<>(asRead, unset.isEmpty() ? operations : operations.append("$unset", unset));
    }

    private static Document insert(EventChange change) {
        Document document = new Document("_id", new ObjectId(change.event().id()))
                .append("status", change.status().code())
                .append("notice_ids", List.of());
        EventDocuments.append(document, change.event());
        if (change.newest()) {
            document.append(LAST_FINGERPRINT, change.event().fingerprint());
        }
        if (!change.event().recent().isEmpty()) {
            document.append(
                    EventDocuments.RECENT,
                    change.event().recent().stream().map(EventDocuments::date).toList());
        }
        if (change.event().open()) {
            document.append(OPEN_FINGERPRINT, change.event().fingerprint());
        }
        String expiry = EventDocuments.expiryKey(change.event());
        return expiry == null ? document : document.append(EventDocuments.EXPIRY_KEY, expiry);
    }

    private static Document alarm(MergedAlarm merged) {
        Alarm alarm = merged.logged().alarm();
        return new Document("_id", new ObjectId(alarm.id()))
                .append("event_id", new ObjectId(merged.eventId()))
                .append("previous_event_id", merged.previousId() == null ? null : new ObjectId(merged.previousId()))
                .append("outcome", merged.outcome().wireName())
                .append("source", alarm.source())
                .append("fingerprint", alarm.fingerprint())
                .append("status", alarm.status().name())
                .append("level", alarm.level().name())
                .append("title", alarm.title())
                .append("retry_id", alarm.retryId())
                .append("source_event_id", alarm.sourceEventId())
                .append("received_at", Date.from(alarm.receivedAt()))
                .append("started_at", EventDocuments.date(alarm.startedAt()))
                .append("sent_at", EventDocuments.date(alarm.sentAt()))
                .append("expires_at", EventDocuments.date(alarm.expiresAt()))
                .append("partition", merged.logged().position().partition())
                .append("offset", merged.logged().position().offset())
                .append("raw", alarm.raw().toString());
    }

    private static List<ObjectId> objectIds(Collection<String> ids) {
        return ids.stream().map(ObjectId::new).toList();
    }
}
