package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.alarm.DeliveryKeys;

/** Keys of deliveries in MongoDB. An expired key counts as absent at once; the store deletes it by its TTL index. */
public final class MongoDeliveryKeys implements DeliveryKeys {
    static final String EXPIRES_AT = "expires_at";
    private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> keys;

    public MongoDeliveryKeys(MongoDatabase database) {
        this.keys = database.getCollection(CollectionNames.DELIVERY);
    }

    @Override
    public boolean add(String key, Instant now, Instant expiresAt) {
        Bson expired = Filters.and(Filters.eq("_id", key), Filters.lte(EXPIRES_AT, Date.from(now)));
        Document document = new Document("_id", key).append(EXPIRES_AT, Date.from(expiresAt));
        return DuplicateKeys.absent(() -> keys.replaceOne(expired, document, OR_INSERT));
    }

    @Override
    public boolean contains(String key, Instant now) {
        return keys.find(Filters.and(Filters.eq("_id", key), Filters.gt(EXPIRES_AT, Date.from(now))))
                        .first()
                != null;
    }

    @Override
    public boolean remove(String key) {
        return keys.deleteOne(Filters.eq("_id", key)).getDeletedCount() > 0;
    }

    @Override
    public void clear() {
        keys.deleteMany(new Document());
    }
}
