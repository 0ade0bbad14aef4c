package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
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
import routes.common.repository.Listed;
import routes.threshold.rule.Finding;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RuleReason;
import routes.threshold.rule.SyncPolicy;
import routes.threshold.rule.SyncRecord;
import routes.threshold.rule.SyncRecords;
import routes.threshold.task.Tasks;

/** Syncs in MongoDB, with VeAIOps' fields. */
public final class MongoSyncRecords implements SyncRecords {
    /** Unique and sparse: holds the task while its sync is not over. */
    static final String OPEN = "open_task";

    private static final String FINDINGS = "findings";
    private static final String CREATED_USER = "created_user";

    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> records;

    public MongoSyncRecords(MongoDatabase database) {
        records = database.getCollection(CollectionNames.SYNC_RECORD);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean open(SyncRecord record, Instant leaseUntil) {
        Document document = new Document("_id", new ObjectId(record.id()))
                .append("task_id", new ObjectId(record.taskId()))
                .append("task_version_id", new ObjectId(record.versionId()))
                .append("status", record.status().code())
                .append(
                        "steps",
                        record.steps().stream().map(MongoSyncRecords::step).toList())
                .append(FINDINGS, findings(record.findings()))
                .append(OPEN, record.taskId())
                .append("owner", record.owner())
                .append("rev", record.revision())
                .append("lease_until", Date.from(leaseUntil))
                .append(CREATED_USER, record.createdUser())
                .append("created_at", Date.from(record.createdAt()))
                .append("updated_at", Date.from(record.updatedAt()));
        BsonJson.toDocument(record.policy()).forEach(document::append);
        return DuplicateKeys.absent(() -> records.insertOne(document));
    }

    @Override
    public Optional<SyncRecord> find(String id) {
        return Optional.ofNullable(records.find(StoredLists.byId(id)).first()).map(MongoSyncRecords::record);
    }

    @Override
    public Optional<SyncRecord> claim(String owner, Instant now, Instant leaseUntil) {
        return Optional.ofNullable(records.findOneAndUpdate(
                        and(gt(OPEN, ""), lte("lease_until", Date.from(now))),
                        Updates.combine(
                                Updates.set("owner", owner),
                                Updates.set("lease_until", Date.from(leaseUntil)),
                                Updates.inc("rev", 1L)),
                        CHANGED))
                .map(MongoSyncRecords::record);
    }

    @Override
    public boolean step(SyncRecord record, int index, SyncRecord.Step done, Instant leaseUntil) {
        return changed(
                record,
                List.of(Updates.set("steps." + index, step(done)), Updates.set("lease_until", Date.from(leaseUntil))));
    }

    @Override
    public boolean close(SyncRecord record, SyncRecord.End end, Instant now) {
        SyncRecord done = find(record.id()).orElse(record);
        long created = done.count(RuleAction.CREATE);
        long updated = done.count(RuleAction.UPDATE);
        long deleted = done.count(RuleAction.DELETE);
        return changed(
                record,
                List.of(
                        Updates.set("status", end.status().code()),
                        Updates.set("error_message", end.error()),
                        Updates.set(FINDINGS, findings(end.findings())),
                        Updates.set("created", created),
                        Updates.set("updated", updated),
                        Updates.set("deleted", deleted),
                        Updates.set("failed", done.failed()),
                        Updates.set("total", created + updated + deleted + done.failed()),
                        Updates.set("updated_at", Date.from(now)),
                        Updates.unset(OPEN),
                        Updates.unset("owner"),
                        Updates.unset("lease_until")));
    }

    @Override
    public List<SyncRecord> ofTask(String taskId, int limit) {
        return records.find(eq("task_id", new ObjectId(taskId)))
                .sort(Sorts.descending("created_at", "_id"))
                .limit(limit)
                .map(MongoSyncRecords::record)
                .into(new ArrayList<>());
    }

    @Override
    public Listed<SyncRecord> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        Optional.of(eq("task_id", new ObjectId(filter.taskId()))),
                        Optional.of(eq("task_version_id", new ObjectId(filter.versionId()))),
                        Optional.ofNullable(filter.status()).map(status -> eq("status", status.code())),
                        MongoTasks.within("created_at", new Tasks.Times(filter.from(), filter.to())))
                .flatMap(Optional::stream)
                .toList();
        List<SyncRecord> found = records.find(and(filters))
                .sort(Sorts.descending("created_at", "_id"))
                .skip(skip)
                .limit(limit)
                .map(MongoSyncRecords::record)
                .into(new ArrayList<>());
        return new Listed<>(found, records.countDocuments(and(filters)));
    }

    @Override
    public Optional<SyncRecord> latest(String taskId) {
        Bson over = and(eq("task_id", new ObjectId(taskId)), Filters.exists(OPEN, false));
        return Optional.ofNullable(records.find(over)
                        .sort(Sorts.descending("created_at", "_id"))
                        .first())
                .map(MongoSyncRecords::record);
    }

    @Override
    public void deleteOf(String taskId) {
        records.deleteMany(eq("task_id", new ObjectId(taskId)));
    }

    private boolean changed(SyncRecord record, List<Bson> changes) {
        Bson mine =
                Filters.and(StoredLists.byId(record.id()), eq("owner", record.owner()), eq("rev", record.revision()));
        return records.updateOne(mine, Updates.combine(changes)).getMatchedCount() == 1;
    }

    private static Document step(SyncRecord.Step step) {
        return new Document("action", step.action().name())
                .append("reason", step.reason().name())
                .append("rule_id", step.ruleId())
                .append("name", step.name())
                .append("remote_id", step.remoteId())
                .append("was_off", step.wasOff())
                .append("done", step.done())
                .append("error", step.error())
                .append("place", step.place());
    }

    private static SyncRecord record(Document document) {
        Instant created = StoredFields.instant(document, "created_at").orElse(Instant.EPOCH);
        return new SyncRecord(
                StoredFields.id(document),
                String.valueOf(document.get("task_id")),
                String.valueOf(document.get("task_version_id")),
                SyncRecord.Status.of(StoredFields.of(document, "status", Number.class)
                        .map(Number::intValue)
                        .orElse(2)),
                StoredFields.text(document, "error_message").orElse(null),
                policy(document),
                documents(document, "steps").map(MongoSyncRecords::step).toList(),
                documents(document, FINDINGS).map(MongoSyncRecords::finding).toList(),
                StoredFields.text(document, "owner").orElse(null),
                StoredFields.of(document, "rev", Number.class)
                        .map(Number::longValue)
                        .orElse(0L),
                StoredFields.text(document, CREATED_USER).orElse(null),
                created,
                StoredFields.instant(document, "updated_at").orElse(created));
    }

    private static Stream<Document> documents(Document document, String field) {
        return document.get(field) instanceof List<?> list
                ? list.stream().filter(Document.class::isInstance).map(Document.class::cast)
                : Stream.empty();
    }

    private static List<Document> findings(List<Finding> findings) {
        return findings.stream().map(MongoSyncRecords::finding).toList();
    }

    private static Document finding(Finding finding) {
        return new Document("rule_id", finding.ruleId())
                .append("kind", finding.kind().name())
                .append("text", finding.text());
    }

    private static Finding finding(Document finding) {
        return new Finding(
                finding.getString("rule_id"),
                Finding.Kind.valueOf(finding.getString("kind")),
                finding.getString("text"));
    }

    private static ObjectNode policy(Document document) {
        Document policy = new Document();
        List.of("alarm_level", "contact_group_ids", "alert_methods", "webhook")
                .forEach(field -> policy.append(field, document.get(field)));
        if (document.containsKey(SyncPolicy.NO_DATA)) {
            policy.append(SyncPolicy.NO_DATA, document.get(SyncPolicy.NO_DATA));
        }
        return (ObjectNode) BsonJson.toJson(policy);
    }

    private static SyncRecord.Step step(Document step) {
        return new SyncRecord.Step(
                RuleAction.valueOf(step.getString("action")),
                RuleReason.valueOf(step.getString("reason")),
                step.getString("rule_id"),
                step.getString("name"),
                step.getString("remote_id"),
                Boolean.TRUE.equals(step.getBoolean("was_off")),
                step.getBoolean("done"),
                step.getString("error"),
                step.getString("place"));
    }
}
