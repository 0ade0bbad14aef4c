package routes.store;

import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.health.ledger.Backlog;

/** What waits in MongoDB. Each question reads a unique key up to now, so it costs what waits and not what is stored. */
public final class MongoBacklog implements Backlog {
    private final MongoCollection<Document> notices;
    private final Map<String, Queue> sweeps;
    private final Map<String, MongoCollection<Document>> spools;
    private final Duration reach;

    private record Queue(MongoCollection<Document> documents, String key) {}

    /**
     * @param reach how far ahead the key of a notice may be that is due: a queued notice is not queued again before, and
     *     a new notice waits so long for its delivery
     */
    public MongoBacklog(MongoDatabase database, Duration reach) {
        this.notices = database.getCollection(CollectionNames.NOTICE);
        this.sweeps = Map.of(
                "bells", new Queue(notices, NoticeDocuments.DUE_KEY),
                "bundles", new Queue(database.getCollection(CollectionNames.GATHERING), MongoOpenBundles.DUE_KEY),
                "bundle-results", new Queue(notices, NoticeDocuments.SETTLE_KEY),
                "reminders", new Queue(database.getCollection(CollectionNames.REMINDER), MongoReminders.DUE_KEY),
                "flapping", new Queue(database.getCollection(CollectionNames.FLAPPING), MongoFlappingWatches.DUE_KEY));
        this.spools = Map.of(
                "alarms", database.getCollection(CollectionNames.SPOOL),
                "inbound", database.getCollection(CollectionNames.INBOUND_SPOOL));
        this.reach = reach;
    }

    @Override
    public Map<String, Waiting> notices(Instant now) {
        Bson near = lt(NoticeDocuments.DUE_KEY, NoticeDocuments.dueKey(now.plus(reach), "~"));
        Map<String, Waiting> waiting = new HashMap<>();
        notices.aggregate(List.of(
                        match(and(gt(NoticeDocuments.DUE_KEY, ""), near, MongoNoticeStore.free(Date.from(now)))),
                        group("$notice_channel", sum("count", 1L), min("since", due()))))
                .forEach(row -> waiting.put(
                        row.getString("_id"),
                        new Waiting(
                                row.get("count", Number.class).longValue(),
                                row.getDate("since").toInstant())));
        return waiting;
    }

    /** When a notice that may be sent became due: the first of these that it has. */
    private static Document due() {
        Object first = "$created_at";
        for (String sooner : List.of(NoticeDocuments.WAITING_SINCE, "next_attempt_at", "lease_until")) {
            first = new Document("$ifNull", List.of("$" + sooner, first));
        }
        return (Document) first;
    }

    @Override
    public Map<String, Waiting> sweeps(Instant now) {
        return sweeps.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, queue -> waiting(queue.getValue(), now)));
    }

    private static Waiting waiting(Queue queue, Instant now) {
        Bson due = and(gt(queue.key(), ""), lt(queue.key(), NoticeDocuments.dueKey(now, "")));
        Document oldest = queue.documents()
                .find(due)
                .projection(Projections.include(queue.key()))
                .sort(Sorts.ascending(queue.key()))
                .limit(1)
                .first();
        if (oldest == null) {
            return Waiting.NOTHING;
        }
        Instant since = Instant.parse(oldest.getString(queue.key()).split(" ", 2)[0]);
        return new Waiting(queue.documents().countDocuments(due), since);
    }

    @Override
    public Map<String, Waiting> spools() {
        return spools.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, spool -> spooled(spool.getValue())));
    }

    /** The id of a record is made when it is put there. */
    private static Waiting spooled(MongoCollection<Document> spool) {
        Document oldest = spool.find()
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .limit(1)
                .first();
        return oldest == null
                ? Waiting.NOTHING
                : new Waiting(
                        spool.estimatedDocumentCount(),
                        oldest.getObjectId("_id").getDate().toInstant());
    }
}
