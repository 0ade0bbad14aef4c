package routes.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.store.CollectionNames;
import routes.store.StoreIndexes;

/** The raw limit of the store: events upserted in bulks of a hundred, with the indexes that events have. */
final class StoreCeiling {
    private static final int BULK = 100;
    private static final String DATABASE = "ceiling";

    private StoreCeiling() {}

    /** Upserts each second. @param like an event as the application stored it */
    static double upsertsPerSecond(MongoClient client, Document like, Duration time) {
        return upserts(client, like, time) / (time.toNanos() / 1e9);
    }

    private static long upserts(MongoClient client, Document like, Duration time) {
        MongoDatabase database = client.getDatabase(DATABASE);
        StoreIndexes.create(database);
        MongoCollection<Document> events = database.getCollection(CollectionNames.EVENT);
        long done = upserts(events, like, time);
        database.drop();
        return done;
    }

    private static long upserts(MongoCollection<Document> events, Document like, Duration time) {
        long done = 0;
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; done += BULK) {
            List<WriteModel<Document>> bulk = new ArrayList<>(BULK);
            for (int i = 0; i < BULK; i++) {
                String fingerprint = "ceiling-" + (done + i);
                Document event = new Document(like);
                event.remove("_id");
                event.append("fingerprint", fingerprint)
                        .append("last_fingerprint", fingerprint)
                        .append("open_fingerprint", fingerprint);
                bulk.add(new UpdateOneModel<>(
                        Filters.eq("_id", new ObjectId()),
                        new Document("$set", event),
                        new UpdateOptions().upsert(true)));
            }
            events.bulkWrite(bulk, new BulkWriteOptions().ordered(false));
        }
        return done;
    }
}
