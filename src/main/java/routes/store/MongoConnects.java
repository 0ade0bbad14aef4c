package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.repository.Listed;
import routes.common.security.Sealed;
import routes.datasource.connect.Connect;
import routes.datasource.connect.Connects;

/** Connects in MongoDB, with VeAIOps' fields: one field for each, secrets beside the rest. */
public final class MongoConnects implements Connects {
    static final Set<String> OWN =
            Set.of("_id", "name", "type", "is_active", "revision_id", "created_user", "updated_user");

    private final MongoCollection<Document> connects;
    private final Function<String, Set<String>> secretNames;

    /** @param secretNames which fields of a type are secrets; of a type that is not installed, all are */
    public MongoConnects(MongoDatabase database, Function<String, Set<String>> secretNames) {
        this.connects = database.getCollection(Connect.COLLECTION);
        this.secretNames = secretNames;
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(Connect connect) {
        return DuplicateKeys.absent(() -> connects.insertOne(document(connect)));
    }

    @Override
    public Optional<Connect> find(String id) {
        return Optional.ofNullable(connects.find(StoredLists.byId(id)).first()).map(this::connect);
    }

    @Override
    public Optional<Connect> findByName(String name) {
        return Optional.ofNullable(connects.find(Filters.eq("name", name)).first())
                .map(this::connect);
    }

    @Override
    public Listed<Connect> list(String namePart, String type, int skip, int limit) {
        List<Bson> filters = Stream.of(StoredLists.contains("name", namePart), StoredLists.equal("type", type))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(connects, filters, new int[] {skip, limit}, this::connect);
    }

    @Override
    public boolean replace(Connect connect) {
        return DuplicateKeys.absent(() -> connects.replaceOne(StoredLists.byId(connect.id()), document(connect)));
    }

    @Override
    public boolean delete(String id) {
        return connects.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    private static Document document(Connect connect) {
        Document document = new Document("_id", new ObjectId(connect.id()))
                .append("name", connect.name())
                .append("type", connect.type())
                .append("is_active", connect.active());
        connect.fields().forEach(document::append);
        connect.secrets().forEach((name, secret) -> document.append(name, secret.stored()));
        return StoredFields.with(document, connect.stamps());
    }

    private Connect connect(Document document) {
        String type = StoredFields.text(document, "type").orElse("");
        Set<String> secret = secretNames.apply(type);
        Map<String, String> fields = new HashMap<>();
        Map<String, Sealed> secrets = new HashMap<>();
        document.forEach((name, value) -> {
            if (value instanceof String text && !OWN.contains(name)) {
                if (secret.contains(name) || secret.contains("*")) {
                    secrets.put(name, new Sealed(text));
                } else {
                    fields.put(name, text);
                }
            }
        });
        return new Connect(
                StoredFields.id(document),
                StoredFields.text(document, "name").orElse(""),
                type,
                fields,
                secrets,
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
