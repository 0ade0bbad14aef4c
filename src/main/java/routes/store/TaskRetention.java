package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.threshold.task.VersionStatus;

/**
 * Forgets old versions of tasks with their results, old syncs, old refreshes and feedback on times that no version learns from
 * any more. What is not over stays, and of each task the
 * newest version, the newest one that is Success, the newest sync and the version that it wrote; and the newest refresh.
 */
public final class TaskRetention {
    private static final Bson NAMES = Projections.include("task_id", "task_version_id");
    private static final Bson NEWEST = Sorts.descending("created_at", "_id");

    private final MongoCollection<Document> versions;
    private final MongoCollection<Document> syncs;
    private final MongoCollection<Document> refreshes;
    private final MongoCollection<Document> feedbacks;
    private final StoredResults results;
    private final MongoSlots slots;

    public TaskRetention(MongoDatabase database) {
        this.versions = database.getCollection(CollectionNames.TASK_VERSION);
        this.syncs = database.getCollection(CollectionNames.SYNC_RECORD);
        this.refreshes = database.getCollection(CollectionNames.REFRESH_RECORD);
        this.feedbacks = database.getCollection(CollectionNames.TASK_FEEDBACK);
        this.results = new StoredResults(database.getCollection(CollectionNames.TASK_RESULT));
        this.slots = new MongoSlots(database);
    }

    /** @return how many versions, syncs, refreshes and feedbacks it deleted */
    public long deleteBefore(Instant before) {
        Bson old = lt("created_at", Date.from(before));
        return forgetVersions(and(old, exists(VersionDocuments.TURN, false)))
                + forgetSyncs(and(old, exists(MongoSyncRecords.OPEN, false)))
                + forgetRefreshes(and(old, exists(MongoRefreshes.OPEN, false)))
                + feedbacks.deleteMany(lt("at", Date.from(before))).getDeletedCount();
    }

    private int forgetVersions(Bson old) {
        Map<Object, Set<Object>> needed = new HashMap<>();
        int forgotten = 0;
        for (Document version : found(versions, old)) {
            Object task = version.get("task_id");
            if (!needed.computeIfAbsent(task, this::needed).contains(version.get("_id"))) {
                String id = StoredFields.id(version);
                results.delete(id);
                slots.delete(id);
                forgotten += removed(versions, version);
            }
        }
        return forgotten;
    }

    private Set<Object> needed(Object task) {
        Bson ofTask = eq("task_id", task);
        Set<Object> ids = new HashSet<>();
        ids.add(id(newest(versions, ofTask)));
        ids.add(id(newest(versions, and(ofTask, eq("status", VersionStatus.SUCCESS.wireName())))));
        Document sync = newest(syncs, ofTask);
        ids.add(sync == null ? null : sync.get("task_version_id"));
        return ids;
    }

    private int forgetSyncs(Bson old) {
        Map<Object, Object> newest = new HashMap<>();
        int forgotten = 0;
        for (Document sync : found(syncs, old)) {
            Object kept = newest.computeIfAbsent(sync.get("task_id"), task -> id(newest(syncs, eq("task_id", task))));
            if (!Objects.equals(sync.get("_id"), kept)) {
                forgotten += removed(syncs, sync);
            }
        }
        return forgotten;
    }

    private int forgetRefreshes(Bson old) {
        Object latest = id(newest(refreshes, new Document()));
        int forgotten = 0;
        for (Document refresh : found(refreshes, old)) {
            if (!Objects.equals(refresh.get("_id"), latest)) {
                forgotten += removed(refreshes, refresh);
            }
        }
        return forgotten;
    }

    private static List<Document> found(MongoCollection<Document> collection, Bson filter) {
        return collection.find(filter).projection(NAMES).into(new ArrayList<>());
    }

    private static @Nullable Document newest(MongoCollection<Document> collection, Bson filter) {
        return collection.find(filter).projection(NAMES).sort(NEWEST).first();
    }

    private static @Nullable ObjectId id(@Nullable Document document) {
        return document == null ? null : document.getObjectId("_id");
    }

    private static int removed(MongoCollection<Document> collection, Document one) {
        return (int) collection.deleteOne(eq("_id", one.get("_id"))).getDeletedCount();
    }
}
