package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Query;
import routes.health.heartbeat.HeartbeatWatch;
import routes.health.heartbeat.Heartbeats;
import routes.health.heartbeat.Pulse;

/** Heartbeat watches in MongoDB, with what came of each in the same document. */
public final class MongoHeartbeats extends Documents<HeartbeatWatch> implements Heartbeats {
    private static final String LAST_SEEN = "last_seen";
    private static final String SILENT_SINCE = "silent_since";

    private static final Bson LISTENING = Filters.eq("_id", "heartbeats-listening");
    private static final String SINCE = "since";
    private static final String ALIVE_AT = "alive_at";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Documents<Pulse> pulses;
    private final MongoCollection<Document> listening;

    public MongoHeartbeats(MongoDatabase database) {
        super(database, CollectionNames.HEARTBEAT, HeartbeatWatch.class, new ChangeCounter(database, "heartbeats"));
        pulses = new Documents<>(database, CollectionNames.HEARTBEAT, Pulse.class);
        listening = database.getCollection(CollectionNames.CHANGE);
    }

    @Override
    public Optional<Pulse> pulse(String id) {
        return pulses.find(id);
    }

    @Override
    public List<Pulse> pulses() {
        return pulses.all(Query.NEWEST_FIRST);
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

    private void update(Bson which, Bson change) {
        collection().updateOne(which, change);
    }
}
