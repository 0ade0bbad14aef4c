package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
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
public final class MongoTasks extends Documents<Task> implements Tasks {
    private static final String SYNC_POOR = "sync_poor";
    private static final int MOST_REFRESHED = 10_000;

    private static final String SOURCE = "datasource_id";

    public MongoTasks(MongoDatabase database) {
        super(database, CollectionNames.TASK, Task.class);
    }

    @Override
    protected void toStore(ObjectNode tree) {
        tree.putPOJO(SOURCE, new ObjectId(tree.path(SOURCE).textValue()));
    }

    @Override
    public Optional<String> nameUsing(String dataSourceId) {
        return Optional.ofNullable(collection()
                        .find(Filters.eq(SOURCE, new ObjectId(dataSourceId)))
                        .first())
                .map(found -> read(found).name());
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
        List<Task> found = read(collection()
                .find(all)
                .sort(Sorts.descending("created_at", "_id"))
                .skip(skip)
                .limit(limit));
        return new Listed<>(found, collection().countDocuments(all));
    }

    @Override
    public List<Task> refreshed() {
        return read(collection()
                .find(Filters.and(Filters.eq("auto_update", true), Filters.ne("is_active", false)))
                .limit(MOST_REFRESHED));
    }

    @Override
    public long[] autoUpdate(Collection<String> ids, boolean on, Instant now) {
        Bson those = Filters.in("_id", ids.stream().map(ObjectId::new).toList());
        long found = collection().countDocuments(those);
        UpdateResult changed = collection()
                .updateMany(
                        Filters.and(those, Filters.ne("auto_update", on)),
                        Updates.combine(Updates.set("auto_update", on), Updates.set("updated_at", Date.from(now))));
        return new long[] {found, changed.getModifiedCount()};
    }

    @Override
    public void syncPoor(Collection<String> ids, boolean on) {
        collection()
                .updateMany(Filters.in("_id", ids.stream().map(ObjectId::new).toList()), Updates.set(SYNC_POOR, on));
    }

    @Override
    public void keepPolicy(String id, ObjectNode policy, Instant now) {
        StoredLists.set(collection(), id, new Document("policy", BsonJson.toBson(policy)), now);
    }

    static Optional<Bson> within(String field, Times times) {
        List<Bson> ends = Stream.of(
                        Optional.ofNullable(times.from()).map(from -> Filters.gte(field, Date.from(from))),
                        Optional.ofNullable(times.to()).map(to -> Filters.lte(field, Date.from(to))))
                .flatMap(Optional::stream)
                .toList();
        return ends.isEmpty() ? Optional.empty() : Optional.of(Filters.and(ends));
    }
}
