package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.health.heartbeat.HeartbeatWatch;
import routes.health.heartbeat.Heartbeats;
import routes.health.heartbeat.Pulse;

/**
 * Heartbeat watches in MongoDB. Failure policy: a write and the step of the counter are two operations; when the second
 * one is lost, the periodic full reload of the copies sees the write.
 */
public final class MongoHeartbeats implements Heartbeats {
    private static final String LAST_SEEN = "last_seen";
    private static final String SILENT_SINCE = "silent_since";

    private static final Bson LISTENING = Filters.eq("_id", "heartbeats-listening");
    private static final String SINCE = "since";
    private static final String ALIVE_AT = "alive_at";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> watches;
    private final MongoCollection<Document> listening;
    private final ChangeCounter changes;

    public MongoHeartbeats(MongoDatabase database) {
        watches = database.getCollection(CollectionNames.HEARTBEAT);
        listening = database.getCollection(CollectionNames.CHANGE);
        changes = new ChangeCounter(database, "heartbeats");
    }

    @Override
    public long version() {
        return changes.value();
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void insert(HeartbeatWatch watch) {
        watches.insertOne(fields(watch).append("_id", new ObjectId(watch.id())));
        changes.bump();
    }

    @Override
    public Optional<Pulse> find(String id) {
        return Optional.ofNullable(watches.find(StoredLists.byId(id)).first()).map(MongoHeartbeats::pulse);
    }

    @Override
    public List<Pulse> all() {
        return watches.find()
                .sort(Sorts.descending("_id"))
                .map(MongoHeartbeats::pulse)
                .into(new ArrayList<>());
    }

    @Override
    public boolean replace(HeartbeatWatch watch) {
        return changed(update(StoredLists.byId(watch.id()), new Document("$set", fields(watch))));
    }

    @Override
    public boolean delete(String id) {
        return changed(watches.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1);
    }

    @Override
    public Instant listening(Instant now, Duration outage) {
        Document known = listening.find(LISTENING).first();
        Date alive = known == null ? null : known.getDate(ALIVE_AT);
        if (alive == null || alive.toInstant().plus(outage).isBefore(now)) {
            begin(alive, Date.from(now));
        } else {
            listening.updateOne(LISTENING, Updates.max(ALIVE_AT, Date.from(now)));
        }
        return StoredFields.instant(
                        Objects.requireNonNull(listening.find(LISTENING).first()), SINCE)
                .orElse(now);
    }

    /** The first copy after the break begins. */
    private void begin(@Nullable Date alive, Date now) {
        Bson change = Updates.combine(Updates.set(SINCE, now), Updates.set(ALIVE_AT, now));
        DuplicateKeys.absent(
                () -> listening.updateOne(Filters.and(LISTENING, Filters.eq(ALIVE_AT, alive)), change, UPSERT));
    }

    @Override
    public void seen(String id, Instant at) {
        update(StoredLists.byId(id), Updates.max(LAST_SEEN, Date.from(at)));
    }

    @Override
    public void silent(String id, Instant since) {
        update(
                Filters.and(StoredLists.byId(id), Filters.exists(SILENT_SINCE, false)),
                Updates.set(SILENT_SINCE, Date.from(since)));
    }

    @Override
    public void over(String id, Instant since) {
        update(
                Filters.and(StoredLists.byId(id), Filters.eq(SILENT_SINCE, Date.from(since))),
                Updates.unset(SILENT_SINCE));
    }

    private boolean update(Bson which, Bson change) {
        return watches.updateOne(which, change).getMatchedCount() == 1;
    }

    private boolean changed(boolean found) {
        if (found) {
            changes.bump();
        }
        return found;
    }

    private static Document fields(HeartbeatWatch watch) {
        HeartbeatWatch.Report report = watch.report();
        return new Document("name", watch.name())
                .append("source", watch.scope().source())
                .append(
                        StoredConditions.MATCHERS,
                        StoredConditions.matchers(watch.scope().matchers()))
                .append("every_seconds", watch.every().toSeconds())
                .append("level", report.level().name())
                .append("project", report.project())
                .append("product", report.product())
                .append("customer", report.customer())
                .append("suppress", watch.suppress())
                .append("created_at", Date.from(watch.createdAt()))
                .append("updated_at", Date.from(watch.updatedAt()));
    }

    private static Pulse pulse(Document document) {
        HeartbeatWatch watch = new HeartbeatWatch(
                StoredFields.id(document),
                document.getString("name"),
                new HeartbeatWatch.Scope(document.getString("source"), StoredConditions.matchers(document)),
                Duration.ofSeconds(document.get("every_seconds", Number.class).longValue()),
                new HeartbeatWatch.Report(
                        Level.valueOf(document.getString("level")),
                        StoredFields.texts(document, "project"),
                        StoredFields.texts(document, "product"),
                        StoredFields.texts(document, "customer")),
                document.getBoolean("suppress", false),
                document.getDate("created_at").toInstant(),
                document.getDate("updated_at").toInstant());
        return new Pulse(
                watch,
                StoredFields.instant(document, LAST_SEEN).orElse(null),
                StoredFields.instant(document, SILENT_SINCE).orElse(null));
    }
}
