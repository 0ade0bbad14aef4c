package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Deletes documents in batches, so that no command takes long. What changed since it was found stays, and copies that delete the
 * same at the same time do each other no harm.
 */
final class BatchDeletion {
    /** Documents that one command deletes. */
    static final int SIZE = 1000;

    private final MongoCollection<Document> collection;
    private final Bson fields;

    /** @param fields that the choice among found documents needs beside the id */
    BatchDeletion(MongoCollection<Document> collection, String... fields) {
        this.collection = collection;
        this.fields = Projections.include(fields.length == 0 ? new String[] {"_id"} : fields);
    }

    long delete(Bson old) {
        return delete(old, UnaryOperator.identity());
    }

    /** @param chosen those of a batch that go; they go only if they are still {@code old} */
    long delete(Bson old, UnaryOperator<List<Document>> chosen) {
        long deleted = 0;
        try (MongoCursor<Document> found =
                collection.find(old).projection(fields).batchSize(SIZE).iterator()) {
            List<Document> batch = new ArrayList<>(SIZE);
            while (found.hasNext()) {
                batch.add(found.next());
                if (batch.size() == SIZE || !found.hasNext()) {
                    deleted += deleteThese(chosen.apply(batch), old);
                    batch.clear();
                }
            }
        }
        return deleted;
    }

    private long deleteThese(List<Document> batch, Bson old) {
        return batch.isEmpty()
                ? 0
                : collection
                        .deleteMany(Filters.and(
                                Filters.in(
                                        "_id",
                                        batch.stream()
                                                .map(one -> one.get("_id"))
                                                .toList()),
                                old))
                        .getDeletedCount();
    }
}
