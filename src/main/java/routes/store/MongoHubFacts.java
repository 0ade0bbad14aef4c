package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.alarm.HubAlarm;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.health.selfalarm.Findings.Refusals;
import routes.health.selfalarm.HubFacts;
import routes.health.selfalarm.HubFinding;
import routes.notice.NoticeState;

/** What MongoDB counts about the hub. Each question reads a unique key that sorts by time, and at most so many documents. */
public final class MongoHubFacts implements HubFacts {
    private static final int MOST = 10_000;
    private static final String AFTER_ALL = "~";

    private final MongoCollection<Document> rejected;
    private final MongoCollection<Document> notices;
    private final MongoCollection<Document> events;

    public MongoHubFacts(MongoDatabase database) {
        rejected = database.getCollection(CollectionNames.ALARM_REJECTED);
        notices = database.getCollection(CollectionNames.NOTICE);
        events = database.getCollection(CollectionNames.EVENT);
    }

    @Override
    public List<Refusals> refusals(Instant from) {
        Map<String, Refusals> bySource = new LinkedHashMap<>();
        rejected.find(and(
                        gt(RejectedDocuments.KEY, NoticeDocuments.dueKey(from, "")),
                        eq("state", RejectedState.REJECTED.name())))
                .projection(Projections.exclude("body"))
                .sort(Sorts.descending(RejectedDocuments.KEY))
                .limit(MOST)
                .map(RejectedDocuments::rejected)
                .forEach(body -> bySource.merge(body.source(), refusals(body), MongoHubFacts::together));
        return List.copyOf(bySource.values());
    }

    private static Refusals refusals(RejectedBody body) {
        return new Refusals(body.source(), body.firstSeen(), body.receivedAt(), body.count(), body.message());
    }

    private static Refusals together(Refusals later, Refusals earlier) {
        return new Refusals(
                later.source(),
                earlier.first().isBefore(later.first()) ? earlier.first() : later.first(),
                later.last(),
                later.posts() + earlier.posts(),
                later.reason());
    }

    @Override
    public long dead(Instant from) {
        List<ObjectId> about = notices.find(and(
                        gt(NoticeDocuments.DEAD_KEY, NoticeDocuments.dueKey(from, "")),
                        eq("state", NoticeState.DEAD.name())))
                .projection(Projections.include("event_main_id"))
                .limit(MOST)
                .map(notice -> notice.getObjectId("event_main_id"))
                .into(new ArrayList<>());
        if (about.isEmpty()) {
            return 0;
        }
        Set<ObjectId> own = events.find(and(in("_id", new HashSet<>(about)), eq("source", HubAlarm.SOURCE)))
                .projection(Projections.include("_id"))
                .map(event -> event.getObjectId("_id"))
                .into(new HashSet<>());
        return about.stream().filter(event -> !own.contains(event)).count();
    }

    @Override
    public List<Open> open() {
        return events.find(and(
                        gt(MongoEventLedger.OPEN_FINGERPRINT, HubFinding.FINGERPRINTS),
                        lt(MongoEventLedger.OPEN_FINGERPRINT, HubFinding.FINGERPRINTS + AFTER_ALL)))
                .projection(Projections.include("fingerprint", "title"))
                .map(event ->
                        new Open(event.getString("fingerprint"), StoredFields.id(event), event.getString("title")))
                .into(new ArrayList<>());
    }
}
