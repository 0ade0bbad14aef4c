package routes.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedFilter;
import routes.alarm.rejected.RejectedRepository;
import routes.alarm.rejected.RejectedState;
import routes.common.json.Json;
import routes.common.security.ActingUser;

/** Rejected bodies in MongoDB. */
public final class MongoRejectedRepository implements RejectedRepository {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    /** A batch ends when its bodies are longer than this in all. */
    private static final long MOST_BYTES = 16 << 20;
    /** Sorts after every id. */
    private static final String END_OF_INSTANT = " ~";

    private final MongoCollection<Document> bodies;

    public MongoRejectedRepository(MongoDatabase database) {
        bodies = database.getCollection(CollectionNames.ALARM_REJECTED);
    }

    @Override
    public void keep(List<RejectedBody> kept) {
        if (kept.isEmpty()) {
            return;
        }
        try {
            bodies.bulkWrite(kept.stream().map(RejectedDocuments::kept).toList(), ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
        }
    }

    @Override
    public Found find(RejectedFilter filter, int skip, int limit) {
        Bson query = Filters.and(clauses(filter, ""));
        List<RejectedBody> found = bodies.find(query)
                .projection(Projections.exclude("body"))
                .sort(Sorts.descending(RejectedDocuments.KEY))
                .skip(skip)
                .limit(limit)
                .map(RejectedDocuments::rejected)
                .into(new ArrayList<>());
        return new Found(found, bodies.countDocuments(query));
    }

    @Override
    public Batch next(RejectedFilter filter, @Nullable String after, int limit) {
        List<RejectedBody> batch = new ArrayList<>();
        long bytes = 0;
        for (Document document : bodies.find(Filters.and(clauses(filter, after == null ? "" : after)))
                .sort(Sorts.ascending(RejectedDocuments.KEY))
                .limit(limit)) {
            RejectedBody rejected = RejectedDocuments.rejected(document);
            batch.add(rejected);
            bytes += rejected.size();
            if (batch.size() == limit || bytes > MOST_BYTES) {
                return new Batch(batch, document.getString(RejectedDocuments.KEY));
            }
        }
        return new Batch(batch, null);
    }

    private static List<Bson> clauses(RejectedFilter filter, String after) {
        List<Bson> clauses = new ArrayList<>();
        clauses.add(Filters.gt(RejectedDocuments.KEY, later(after, filter.from())));
        Optional.ofNullable(filter.to())
                .map(Json::text)
                .ifPresent(to -> clauses.add(Filters.lt(RejectedDocuments.KEY, to + END_OF_INSTANT)));
        StoredLists.anyOf("source", filter.sources()).ifPresent(clauses::add);
        StoredLists.anyOf("error", filter.errors()).ifPresent(clauses::add);
        StoredLists.anyOf("state", filter.states().stream().map(Enum::name).toList())
                .ifPresent(clauses::add);
        return clauses;
    }

    private static String later(String after, @Nullable Instant from) {
        String begin = from == null ? "" : Json.text(from);
        return begin.compareTo(after) > 0 ? begin : after;
    }

    @Override
    public Optional<RejectedBody> byId(String id) {
        return Optional.ofNullable(
                        bodies.find(Filters.eq("_id", new ObjectId(id))).first())
                .map(RejectedDocuments::rejected);
    }

    @Override
    public boolean move(String id, RejectedState next, List<String> alarmIds, Instant now) {
        return bodies.updateOne(
                                Filters.and(
                                        Filters.eq("_id", new ObjectId(id)),
                                        Filters.eq("state", RejectedState.REJECTED.name())),
                                Updates.combine(
                                        Updates.set("state", next.name()),
                                        Updates.set("alarm_ids", alarmIds),
                                        Updates.set("updated_user", ActingUser.name()),
                                        Updates.set("updated_at", Date.from(now))))
                        .getMatchedCount()
                == 1;
    }
}
