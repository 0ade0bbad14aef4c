package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Tasks in MongoDB, with the reference's fields (spec data sources 4.3). */
public final class MongoTasks {
    private final MongoCollection<Document> tasks;

    public MongoTasks(MongoDatabase database) {
        tasks = database.getCollection(CollectionNames.TASK);
    }

    /** Name of the task that uses a data source. */
    public Optional<String> nameUsing(String dataSourceId) {
        return Optional.ofNullable(tasks.find(Filters.eq("datasource_id", new ObjectId(dataSourceId)))
                        .first())
                .flatMap(found -> StoredFields.text(found, "task_name"));
    }
}
