package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.OpenBundle;
import routes.notice.OpenBundles;

/** Open bundles in MongoDB: a small document for each says when it is due; its notices are found by their unique key. */
public final class MongoOpenBundles implements OpenBundles {
    /** Unique and sparse, sorts by time. */
    static final String DUE_KEY = "due_key";

    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final NoticeMove FOLDED =
            new NoticeMove(Set.of(NoticeState.PENDING, NoticeState.RETRYING), NoticeState.BUNDLED);
    /** The character after the blank that ends an id in a key. */
    private static final String AFTER_BLANK = "!";

    private final MongoCollection<Document> gatherings;
    private final MongoCollection<Document> notices;

    public MongoOpenBundles(MongoDatabase database) {
        gatherings = database.getCollection(CollectionNames.GATHERING);
        notices = database.getCollection(CollectionNames.NOTICE);
    }

    @Override
    public void touch(Collection<OpenBundle> touched, Instant now) {
        if (touched.isEmpty()) {
            return;
        }
        List<UpdateOneModel<Document>> upserts =
                touched.stream().map(one -> touch(one, now)).toList();
        try {
            gatherings.bulkWrite(upserts, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            // two first upserts at once: the document exists now
            DuplicateKeys.rethrowOthers(e);
            gatherings.bulkWrite(upserts, ANY_ORDER);
        }
    }

    private static UpdateOneModel<Document> touch(OpenBundle gathering, Instant now) {
        List<Document> shared = new ArrayList<>();
        gathering.shared().forEach((name, value) -> shared.add(new Document("k", name).append("v", value)));
        return new UpdateOneModel<>(
                eq("_id", new ObjectId(gathering.id())),
                Updates.combine(
                        Updates.setOnInsert("kind", gathering.kind().wireName()),
                        Updates.setOnInsert("shared", shared),
                        Updates.setOnInsert("born", new ObjectId().toHexString()),
                        Updates.setOnInsert("sequence", 0L),
                        Updates.setOnInsert(
                                DUE_KEY, NoticeDocuments.dueKey(now.plus(gathering.patience()), gathering.id())),
                        Updates.set("interval_millis", gathering.interval().toMillis()),
                        Updates.set("updated_at", Date.from(now)),
                        Updates.inc("version", 1L)),
                UPSERT);
    }

    @Override
    public List<OpenBundle.Open> due(Instant now, int limit) {
        return gatherings
                .find(lt(DUE_KEY, NoticeDocuments.dueKey(now, "~")))
                .sort(Sorts.ascending(DUE_KEY))
                .limit(limit)
                .map(MongoOpenBundles::open)
                .into(new ArrayList<>());
    }

    private static OpenBundle.Open open(Document document) {
        Map<String, String> shared = new LinkedHashMap<>();
        EventViews.documents(document, "shared").forEach(pair -> shared.put(pair.getString("k"), pair.getString("v")));
        Duration interval =
                Duration.ofMillis(document.get("interval_millis", Number.class).longValue());
        NoticeKind kind = NoticeKind.named(document.getString("kind")).orElse(NoticeKind.DIGEST);
        return new OpenBundle.Open(
                new OpenBundle(StoredFields.id(document), kind, shared, Duration.ZERO, interval),
                document.getString("born"),
                document.get("sequence", Number.class).longValue(),
                document.get("version", Number.class).longValue());
    }

    @Override
    public List<Notice> gathered(String gatheringId, int limit) {
        return notices.find(and(
                        gt(NoticeDocuments.GATHER_KEY, gatheringId + " "),
                        lt(NoticeDocuments.GATHER_KEY, gatheringId + AFTER_BLANK)))
                .sort(Sorts.ascending(NoticeDocuments.GATHER_KEY))
                .limit(limit)
                .map(NoticeDocuments::notice)
                .into(new ArrayList<>());
    }

    @Override
    public void advance(OpenBundle.Open sent, Instant next) {
        gatherings.updateOne(
                and(asBorn(sent), eq("sequence", sent.sequence())),
                Updates.combine(
                        Updates.inc("sequence", 1L),
                        Updates.inc("version", 1L),
                        Updates.set(
                                DUE_KEY,
                                NoticeDocuments.dueKey(next, sent.what().id()))));
    }

    @Override
    public void forget(OpenBundle.Open empty) {
        gatherings.deleteOne(and(asBorn(empty), eq("version", empty.version())));
    }

    private static Bson asBorn(OpenBundle.Open open) {
        return and(eq("_id", new ObjectId(open.what().id())), eq("born", open.born()));
    }

    @Override
    public List<String> fold(List<NoticeQueued> queued, OpenBundle into, Instant now) {
        if (queued.isEmpty()) {
            return List.of();
        }
        notices.bulkWrite(queued.stream().map(one -> foldOne(one, into, now)).toList(), ANY_ORDER);
        return notices.find(and(
                        in(
                                "_id",
                                queued.stream()
                                        .map(one -> new ObjectId(one.noticeId()))
                                        .toList()),
                        eq("state", NoticeState.BUNDLED.name())))
                .projection(Projections.include("_id"))
                .map(StoredFields::id)
                .into(new ArrayList<>());
    }

    private static UpdateOneModel<Document> foldOne(NoticeQueued queued, OpenBundle into, Instant now) {
        Bson alone = and(
                eq("_id", new ObjectId(queued.noticeId())),
                exists(NoticeDocuments.BUNDLE, false),
                ne("subscription_id", ""),
                ne("format", "legacy"));
        return FOLDED.one(
                alone,
                now,
                List.of(
                        Updates.set("reason", into.kind().wireName()),
                        Updates.set(
                                NoticeDocuments.GATHER_KEY,
                                NoticeDocuments.gatherKey(into.id(), queued.since(), queued.noticeId())),
                        Updates.unset(NoticeDocuments.DUE_KEY),
                        Updates.unset(NoticeDocuments.NEXT_ATTEMPT)));
    }

    @Override
    public List<String> lost(int limit) {
        List<String> waiting = new ArrayList<>();
        String after = "";
        while (waiting.size() < limit) {
            Document first = notices.find(gt(NoticeDocuments.GATHER_KEY, after))
                    .projection(Projections.include(NoticeDocuments.GATHER_KEY))
                    .sort(Sorts.ascending(NoticeDocuments.GATHER_KEY))
                    .limit(1)
                    .first();
            if (first == null) {
                break;
            }
            String id = first.getString(NoticeDocuments.GATHER_KEY).split(" ", 2)[0];
            waiting.add(id);
            after = id + AFTER_BLANK;
        }
        Set<String> stored = new HashSet<>();
        gatherings
                .find(in("_id", waiting.stream().map(ObjectId::new).toList()))
                .projection(Projections.include("_id"))
                .forEach(found -> stored.add(StoredFields.id(found)));
        return waiting.stream().filter(id -> !stored.contains(id)).toList();
    }
}
