package routes.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.store.CollectionNames;
import routes.store.StoreIndexes;

/** What the benchmark finds and leaves in the application's database. */
final class Store {
    private static final int BULK = 500;

    private final MongoClient client;

    Store(MongoClient client) {
        this.client = client;
    }

    /** An event as the application stores it; waits for the first one. */
    Document anEvent() {
        return Awaitility.await("the first event")
                .atMost(Duration.ofSeconds(30))
                .until(() -> events().find().first(), event -> event != null);
    }

    /** Forgets what was measured before; deleting its documents one by one takes longer than a phase. */
    void empty() {
        for (String name : List.of(CollectionNames.EVENT, CollectionNames.ALARM, CollectionNames.NOTICE)) {
            collection(name).drop();
        }
        StoreIndexes.create(client.getDatabase(Pipeline.DATABASE));
    }

    long events(long atLeast, Document like) {
        long stored = events().estimatedDocumentCount();
        for (long next = stored; next < atLeast; next += BULK) {
            List<Document> more = new ArrayList<>(BULK);
            for (int i = 0; i < BULK; i++) {
                String fingerprint = "stored-" + (next + i);
                more.add(new Document(like)
                        .append("_id", new ObjectId())
                        .append("fingerprint", fingerprint)
                        .append("last_fingerprint", fingerprint)
                        .append("open_fingerprint", fingerprint));
            }
            events().insertMany(more);
        }
        return events().estimatedDocumentCount();
    }

    /** Copies the only subscription until there are so many; the copies want another project. */
    void subscriptions(int count) {
        MongoCollection<Document> subscriptions = collection(CollectionNames.SUBSCRIPTION);
        Document first = subscriptions.find().first();
        if (first == null) {
            throw new IllegalStateException("there is no subscription to copy");
        }
        for (int next = 1; next < count; next += BULK) {
            List<Document> more = new ArrayList<>(BULK);
            for (int i = next; i < Math.min(count, next + BULK); i++) {
                more.add(new Document(first)
                        .append("_id", new ObjectId())
                        .append("name", "subscription " + i)
                        .append("is_active", true)
                        .append("interest_projects", List.of("project-" + i))
                        .append("webhook_endpoint", "http://127.0.0.1:9/never"));
            }
            subscriptions.insertMany(more);
        }
    }

    /** Stops or starts the only subscription that matches. */
    void subscribed(boolean active) {
        subscribed(Filters.eq("name", Pipeline.SUBSCRIPTION), active);
    }

    /** Stops or starts the copies of {@link #subscriptions}. */
    void othersSubscribed(boolean active) {
        subscribed(Filters.ne("name", Pipeline.SUBSCRIPTION), active);
    }

    private void subscribed(Bson which, boolean active) {
        collection(CollectionNames.SUBSCRIPTION).updateMany(which, Updates.set("is_active", active));
        collection(CollectionNames.CHANGE).updateMany(Filters.eq("_id", "subscriptions"), Updates.inc("n", 1L));
    }

    private MongoCollection<Document> events() {
        return collection(CollectionNames.EVENT);
    }

    private MongoCollection<Document> collection(String name) {
        return client.getDatabase(Pipeline.DATABASE).getCollection(name);
    }
}
