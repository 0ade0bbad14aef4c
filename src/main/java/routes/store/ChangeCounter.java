package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** A number in the store that moves after every write, so that other copies know when to read again. */
public final class ChangeCounter {
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

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

    /** @return the number after this step */
    long bump() {
        try {
            return increased();
        } catch (MongoWriteException | MongoCommandException e) {
            // two first upserts at once: one of them finds that the document exists now
            return increased();
        }
    }

    private long increased() {
        Document after = changes.findOneAndUpdate(Filters.eq("_id", name), Updates.inc("n", 1L), UPSERT);
        return Objects.requireNonNull(after).get("n", Number.class).longValue();
    }
}
