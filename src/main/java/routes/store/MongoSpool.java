package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import routes.alarm.AlarmSpool;

/** The spool in MongoDB: written with majority, read in the order of its ids. */
public final class MongoSpool implements AlarmSpool {
    private final MongoCollection<Document> records;

    public MongoSpool(MongoDatabase database) {
        this(database, CollectionNames.SPOOL);
    }

    /** @param collection of its own for each log */
    public MongoSpool(MongoDatabase database, String collection) {
        records = database.getCollection(collection);
    }

    @Override
    public void append(List<Entry> entries) {
        records.insertMany(entries.stream()
                .map(entry -> new Document("_id", new ObjectId())
                        .append("key", entry.key())
                        .append("value", new Binary(entry.value())))
                .toList());
    }

    @Override
    public List<Stored> head(int limit) {
        return records.find()
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(document -> new Stored(
                        document.getObjectId("_id").toHexString(),
                        new Entry(
                                document.getString("key"),
                                document.get("value", Binary.class).getData())))
                .into(new ArrayList<>());
    }

    @Override
    public void remove(List<String> ids) {
        if (!ids.isEmpty()) {
            records.deleteMany(Filters.in("_id", ids.stream().map(ObjectId::new).toList()));
        }
    }
}
