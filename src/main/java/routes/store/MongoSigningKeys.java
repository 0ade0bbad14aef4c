package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.account.SigningKeys;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.common.security.SigningKey;
import routes.common.security.UnreadableSecret;

/** Keys of login tokens, sealed like every stored secret. One that does not open any more is as good as none. */
public final class MongoSigningKeys implements SigningKeys {
    static final String KEY = "key";
    private static final Logger LOG = LoggerFactory.getLogger(MongoSigningKeys.class);

    private final MongoCollection<Document> keys;
    private final ChangeCounter changes;
    private final SecretBox box;

    public MongoSigningKeys(MongoDatabase database, ChangeCounter changes, SecretBox box) {
        this.keys = database.getCollection(CollectionNames.SIGNING_KEY);
        this.changes = changes;
        this.box = box;
    }

    @Override
    public List<SigningKey> all() {
        List<SigningKey> open = new ArrayList<>();
        keys.find().forEach(document -> opened(document).ifPresent(open::add));
        return open;
    }

    private Optional<SigningKey> opened(Document document) {
        String id = StoredFields.id(document);
        try {
            Sealed sealed = new Sealed(StoredFields.text(document, KEY).orElse(""));
            return Optional.of(SigningKey.opened(
                    id,
                    StoredFields.instant(document, "created_at").orElse(Instant.EPOCH),
                    box.open(sealed, place(id))));
        } catch (UnreadableSecret e) {
            LOG.warn("the tokens of some logins are not valid any more: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void add(SigningKey key) {
        Document document = new Document("_id", key.id())
                .append(KEY, key.sealed(box, place(key.id())).stored())
                .append("created_at", Date.from(key.since()));
        if (!DuplicateKeys.absent(() -> keys.insertOne(document))) {
            Document there = keys.find(Filters.eq("_id", key.id())).first();
            if (there != null && opened(there).isEmpty()) {
                keys.replaceOne(Filters.and(Filters.eq("_id", key.id()), Filters.eq(KEY, there.get(KEY))), document);
            }
        }
        changes.bump();
    }

    @Override
    public void deleteBefore(Instant instant) {
        keys.deleteMany(Filters.lt("created_at", Date.from(instant)));
    }

    static SecretBox.Place place(String id) {
        return new SecretBox.Place(CollectionNames.SIGNING_KEY, id, KEY);
    }
}
