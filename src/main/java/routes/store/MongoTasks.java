package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.repository.Listed;
import routes.threshold.task.Task;
import routes.threshold.task.Tasks;

/** Tasks in MongoDB, with VeAIOps' fields. */
public final class MongoTasks implements Tasks {
    private static final String SYNC_POOR = "sync_poor";
    private static final int MOST_REFRESHED = 10_000;

    private final MongoCollection<Document> tasks;

    public MongoTasks(MongoDatabase database) {
        tasks = database.getCollection(CollectionNames.TASK);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(Task task) {
        Document document = new Document("_id", new ObjectId(task.id()))
                .append("task_name", task.name())
                .append("datasource_id", new ObjectId(task.dataSourceId()))
                .append("datasource_type", task.dataSourceType())
                .append("auto_update", task.autoUpdate())
                .append(SYNC_POOR, task.syncPoor())
                .append("projects", task.projects())
                .append("is_active", task.active());
        return DuplicateKeys.absent(() -> tasks.insertOne(StoredFields.with(document, task.stamps())));
    }

    @Override
    public Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.find(StoredLists.byId(id)).first()).map(MongoTasks::task);
    }

    @Override
    public Optional<String> nameUsing(String dataSourceId) {
        return Optional.ofNullable(tasks.find(Filters.eq("datasource_id", new ObjectId(dataSourceId)))
                        .first())
                .flatMap(found -> StoredFields.text(found, "task_name"));
    }

    @Override
    public Listed<Task> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.anyOf("projects", filter.projects()),
                        StoredLists.contains("task_name", filter.namePart()),
                        StoredLists.equal("datasource_type", filter.dataSourceType()),
                        Optional.ofNullable(filter.autoUpdate()).map(on -> Filters.eq("auto_update", on)),
                        within("created_at", filter.created()),
                        within("updated_at", filter.updated()))
                .flatMap(Optional::stream)
                .toList();
        Bson all = filters.isEmpty() ? new Document() : Filters.and(filters);
        List<Task> found = tasks.find(all)
                .sort(Sorts.descending("created_at", "_id"))
                .skip(skip)
                .limit(limit)
                .map(MongoTasks::task)
                .into(new ArrayList<>());
        return new Listed<>(found, tasks.countDocuments(all));
    }

    @Override
    public List<Task> refreshed() {
        return tasks.find(Filters.and(Filters.eq("auto_update", true), Filters.ne("is_active", false)))
                .limit(MOST_REFRESHED)
                .map(MongoTasks::task)
                .into(new ArrayList<>());
    }

    @Override
    public long[] autoUpdate(Collection<String> ids, boolean on, Instant now) {
        Bson those = Filters.in("_id", ids.stream().map(ObjectId::new).toList());
        long found = tasks.countDocuments(those);
        UpdateResult changed = tasks.updateMany(
                Filters.and(those, Filters.ne("auto_update", on)),
                Updates.combine(Updates.set("auto_update", on), Updates.set("updated_at", Date.from(now))));
        return new long[] {found, changed.getModifiedCount()};
    }

    @Override
    public void syncPoor(Collection<String> ids, boolean on) {
        tasks.updateMany(Filters.in("_id", ids.stream().map(ObjectId::new).toList()), Updates.set(SYNC_POOR, on));
    }

    @Override
    public void keepPolicy(String id, ObjectNode policy, Instant now) {
        StoredLists.set(tasks, id, new Document("policy", BsonJson.toBson(policy)), now);
    }

    @Override
    public boolean delete(String id) {
        return tasks.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    static Optional<Bson> within(String field, Times times) {
        List<Bson> ends = Stream.of(
                        Optional.ofNullable(times.from()).map(from -> Filters.gte(field, Date.from(from))),
                        Optional.ofNullable(times.to()).map(to -> Filters.lte(field, Date.from(to))))
                .flatMap(Optional::stream)
                .toList();
        return ends.isEmpty() ? Optional.empty() : Optional.of(Filters.and(ends));
    }

    private static Task task(Document document) {
        Object policy = document.get("policy");
        return new Task(
                StoredFields.id(document),
                StoredFields.text(document, "task_name").orElse(""),
                String.valueOf(document.get("datasource_id")),
                StoredFields.text(document, "datasource_type").orElse(""),
                StoredFields.of(document, "auto_update", Boolean.class).orElse(false),
                StoredFields.of(document, SYNC_POOR, Boolean.class).orElse(false),
                StoredFields.texts(document, "projects"),
                policy != null && BsonJson.toJson(policy) instanceof ObjectNode node ? node : null,
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
