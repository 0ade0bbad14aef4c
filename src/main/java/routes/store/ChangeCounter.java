package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Optional;
import org.bson.Document;

/** A number in the store that moves after every write, so that other copies know when to read again. */
public final class ChangeCounter {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> changes;
    private final String name;

    public ChangeCounter(MongoDatabase database, String name) {
        this.changes = database.getCollection(CollectionNames.CHANGE);
        this.name = name;
    }

    public long value() {
        return Optional.ofNullable(changes.find(Filters.eq("_id", name)).first())
                .map(document -> document.get("n", Number.class).longValue())
                .orElse(0L);
    }

    void bump() {
        try {
            increase();
        } catch (MongoWriteException e) {
            // two first upserts at once: one of them finds that the document exists now
            increase();
        }
    }

    private void increase() {
        changes.updateOne(Filters.eq("_id", name), Updates.inc("n", 1L), UPSERT);
    }
}
