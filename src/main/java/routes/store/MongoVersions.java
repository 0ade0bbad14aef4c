package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.datasource.SeriesRange;
import routes.threshold.task.TaskVersion;
import routes.threshold.task.Tasks;
import routes.threshold.task.VersionStatus;
import routes.threshold.task.Versions;

/** Versions in MongoDB. A result that is small stands in its version, as in VeAIOps; a large one beside it. */
public final class MongoVersions implements Versions {
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    private static final Bson WITHOUT_RESULT = Projections.exclude("result");

    private final MongoCollection<Document> versions;
    private final StoredResults results;

    public MongoVersions(MongoDatabase database) {
        versions = database.getCollection(CollectionNames.TASK_VERSION);
        results = new StoredResults(database.getCollection(CollectionNames.TASK_RESULT));
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(TaskVersion version) {
        return DuplicateKeys.absent(() -> versions.insertOne(VersionDocuments.document(version)));
    }

    @Override
    public Optional<TaskVersion> find(String id) {
        return first(StoredLists.byId(id));
    }

    @Override
    public Optional<TaskVersion> find(String taskId, int version) {
        return first(and(eq("task_id", new ObjectId(taskId)), eq("version", version)));
    }

    @Override
    public Optional<TaskVersion> latest(String taskId) {
        return first(eq("task_id", new ObjectId(taskId)));
    }

    @Override
    public Listed<TaskVersion> list(String taskId, @Nullable VersionStatus status, Tasks.Times created, int[] window) {
        List<Bson> filters = Stream.of(
                        Optional.of(eq("task_id", new ObjectId(taskId))),
                        Optional.ofNullable(status).map(one -> eq("status", one.wireName())),
                        MongoTasks.within("created_at", created))
                .flatMap(Optional::stream)
                .toList();
        List<TaskVersion> found = versions.find(and(filters))
                .projection(WITHOUT_RESULT)
                .sort(Sorts.descending("version"))
                .skip(window[0])
                .limit(window[1])
                .map(VersionDocuments::version)
                .into(new ArrayList<>());
        return new Listed<>(found, versions.countDocuments(and(filters)));
    }

    @Override
    public List<ObjectNode> result(String versionId) {
        return Optional.ofNullable(versions.find(StoredLists.byId(versionId))
                        .projection(Projections.include("result", "result_parts"))
                        .first())
                .map(found -> results.read(versionId, found))
                .orElse(List.of());
    }

    /** The turn is looked up first; the revision shows whether another worker took it meanwhile. */
    @Override
    public Optional<TaskVersion> claim(Claim claim) {
        Bson free = and(
                gt(VersionDocuments.TURN, ""),
                or(exists("lease_until", false), lte("lease_until", Date.from(claim.now()))),
                or(exists("not_before", false), lte("not_before", Date.from(claim.now()))));
        return Optional.ofNullable(versions.find(free)
                        .projection(Projections.include("rev"))
                        .sort(Sorts.ascending(VersionDocuments.TURN))
                        .first())
                .map(found -> versions.findOneAndUpdate(
                        and(eq("_id", found.get("_id")), eq("rev", found.get("rev"))),
                        Updates.combine(
                                Updates.set("owner", claim.owner()),
                                Updates.set("lease_until", Date.from(claim.leaseUntil())),
                                Updates.set("status", VersionStatus.RUNNING.wireName()),
                                Updates.set("updated_at", Date.from(claim.now())),
                                Updates.inc("attempts", 1),
                                Updates.inc("rev", 1L)),
                        CHANGED))
                .map(VersionDocuments::version);
    }

    @Override
    public boolean beat(TaskVersion claimed, SeriesRange range, TaskVersion.Progress progress, Instant leaseUntil) {
        return changed(
                mine(claimed),
                List.of(
                        Updates.set("progress", VersionDocuments.progress(progress)),
                        Updates.set("range_start", Date.from(range.start())),
                        Updates.set("range_end", Date.from(range.end())),
                        Updates.set("lease_until", Date.from(leaseUntil))));
    }

    @Override
    public boolean finish(TaskVersion claimed, Outcome outcome, Instant now) {
        return changed(mine(claimed), outcome(claimed.id(), outcome, now));
    }

    @Override
    public boolean later(TaskVersion claimed, String error, Instant notBefore, Instant now) {
        return changed(
                mine(claimed),
                List.of(
                        Updates.set("status", VersionStatus.LAUNCHING.wireName()),
                        Updates.set("error_message", error),
                        Updates.set("not_before", Date.from(notBefore)),
                        Updates.set("updated_at", Date.from(now)),
                        Updates.unset("owner"),
                        Updates.unset("lease_until")));
    }

    @Override
    public boolean correct(String id, Outcome outcome, Instant now) {
        return changed(and(StoredLists.byId(id), exists(VersionDocuments.TURN, false)), outcome(id, outcome, now));
    }

    @Override
    public void deleteOf(String taskId) {
        versions.find(eq("task_id", new ObjectId(taskId)))
                .projection(Projections.include("_id"))
                .forEach(found -> results.delete(StoredFields.id(found)));
        versions.deleteMany(eq("task_id", new ObjectId(taskId)));
    }

    private Optional<TaskVersion> first(Bson filter) {
        return Optional.ofNullable(versions.find(filter)
                        .projection(WITHOUT_RESULT)
                        .sort(Sorts.descending("version"))
                        .first())
                .map(VersionDocuments::version);
    }

    private List<Bson> outcome(String id, Outcome outcome, Instant now) {
        List<Bson> changes = new ArrayList<>(results.write(id, outcome.result()));
        changes.add(Updates.set("status", outcome.status().wireName()));
        changes.add(Updates.set("error_message", outcome.error()));
        changes.add(Updates.set("updated_at", Date.from(now)));
        if (outcome.configuration() != null) {
            changes.add(Updates.set(VersionDocuments.CONFIGURATION, outcome.configuration()));
        }
        List.of(VersionDocuments.TURN, "owner", "lease_until", "not_before")
                .forEach(field -> changes.add(Updates.unset(field)));
        return changes;
    }

    private boolean changed(Bson filter, List<Bson> changes) {
        return versions.updateOne(filter, Updates.combine(changes)).getMatchedCount() == 1;
    }

    private static Bson mine(TaskVersion claimed) {
        return Filters.and(
                StoredLists.byId(claimed.id()),
                eq("owner", claimed.work().owner()),
                eq("rev", claimed.work().revision()),
                exists(VersionDocuments.TURN, true));
    }
}
