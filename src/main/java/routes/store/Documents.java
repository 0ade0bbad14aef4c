package routes.store;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository;

/**
 * The records of one collection, stored under the names that they have in JSON. Documents of older systems are read as far as they
 * can be: a plain value of another type counts as missing.
 *
 * <p>Failure policy: a write and the step of the counter are two operations; when the second one is lost, the periodic full
 * reload of the copies sees the write.
 */
public class Documents<T> implements Repository<T> {
    private static final String ID = "_id";
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Class<T> type;
    private final @Nullable ChangeCounter changes;
    private final ObjLongConsumer<String> written;

    /** Records that no copy keeps in memory. */
    public Documents(MongoDatabase database, String collection, Class<T> type) {
        this(database, collection, type, null, (id, version) -> {});
    }

    /** @param changes moves with every write */
    public Documents(MongoDatabase database, String collection, Class<T> type, ChangeCounter changes) {
        this(database, collection, type, changes, (id, version) -> {});
    }

    /** @param written called after every write with the id and the version after it */
    public Documents(
            MongoDatabase database,
            String collection,
            Class<T> type,
            @Nullable ChangeCounter changes,
            ObjLongConsumer<String> written) {
        this.collection = database.getCollection(collection);
        this.type = type;
        this.changes = changes;
        this.written = written;
    }

    @Override
    public long version() {
        return Objects.requireNonNull(changes, "nobody follows the changes").value();
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public Outcome insert(T one) {
        Document document = document(one);
        if (!DuplicateKeys.absent(() -> collection.insertOne(document))) {
            return Outcome.TAKEN;
        }
        return done(StoredFields.id(document));
    }

    @Override
    public int insertMissing(List<T> some) {
        if (some.isEmpty()) {
            return 0;
        }
        List<Document> documents = some.stream().map(this::document).toList();
        int taken = 0;
        try {
            collection.insertMany(documents, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            taken = e.getWriteErrors().size();
        }
        documents.forEach(document -> done(StoredFields.id(document)));
        return some.size() - taken;
    }

    @Override
    public Optional<T> first(Query query) {
        return Optional.ofNullable(found(query, Conditions.of(query)).first()).map(this::read);
    }

    @Override
    public Optional<T> find(String id) {
        return Optional.ofNullable(collection.find(StoredLists.byId(id)).first())
                .map(this::read);
    }

    @Override
    public Listed<T> page(Query query, int skip, int limit) {
        Bson filter = Conditions.of(query);
        return new Listed<>(read(found(query, filter).skip(skip).limit(limit)), collection.countDocuments(filter));
    }

    @Override
    public List<T> all(Query query) {
        return read(found(query, Conditions.of(query)));
    }

    @Override
    public List<T> findAll(Collection<String> ids) {
        Map<String, T> found = new HashMap<>();
        List<ObjectId> wanted =
                ids.stream().filter(ObjectId::isValid).map(ObjectId::new).toList();
        collection.find(Filters.in(ID, wanted)).forEach(one -> found.put(StoredFields.id(one), read(one)));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private FindIterable<Document> found(Query query, Bson filter) {
        return collection.find(filter).sort(query.newestFirst() ? Sorts.descending(ID) : Sorts.ascending(ID));
    }

    final List<T> read(FindIterable<Document> documents) {
        return documents.map(this::read).into(new ArrayList<>());
    }

    @Override
    public Outcome replace(T one) {
        return write(document(one));
    }

    @Override
    public Outcome set(String id, ObjectNode fields) {
        return write(BsonJson.toDocument(fields).append(ID, new ObjectId(id)));
    }

    private Outcome write(Document fields) {
        Object id = Objects.requireNonNull(fields.remove(ID));
        boolean[] found = new boolean[1];
        boolean free = DuplicateKeys.absent(() -> found[0] = collection
                        .updateOne(Filters.eq(ID, id), new Document("$set", fields))
                        .getMatchedCount()
                == 1);
        if (!free) {
            return Outcome.TAKEN;
        }
        return found[0] ? done(id.toString()) : Outcome.MISSING;
    }

    @Override
    public boolean delete(String id) {
        boolean deleted = collection.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
        if (deleted) {
            done(id);
        }
        return deleted;
    }

    /** Changes one document, if the condition holds. */
    final boolean changeIf(String id, Bson condition, Bson change) {
        boolean found = collection
                        .updateOne(Filters.and(StoredLists.byId(id), condition), change)
                        .getMatchedCount()
                == 1;
        if (found) {
            done(id);
        }
        return found;
    }

    final MongoCollection<Document> collection() {
        return collection;
    }

    private Outcome done(String id) {
        if (changes != null) {
            written.accept(id, changes.bump());
        }
        return Outcome.DONE;
    }

    /** Changes the fields of a record whose stored form is another one. */
    protected void toStore(ObjectNode tree) {}

    /** The other way round. */
    protected void fromStore(ObjectNode tree) {}

    final Document document(T one) {
        ObjectNode tree = Records.tree(one);
        toStore(tree);
        JsonNode id = tree.has(ID) ? tree.get(ID) : tree.remove("id");
        Document document = BsonJson.toDocument(tree);
        document.put(ID, id == null ? new ObjectId() : new ObjectId(id.textValue()));
        return document;
    }

    final T read(Document document) {
        ObjectNode tree = (ObjectNode) BsonJson.toJson(document);
        if (type == ObjectNode.class) {
            return type.cast(tree);
        }
        fromStore(tree);
        tree.set("id", tree.get(ID));
        while (true) {
            try {
                return Records.read(tree, type, ZoneOffset.UTC);
            } catch (JsonMappingException e) {
                if (!dropped(tree, e.getPath())) {
                    throw unreadable(tree, e);
                }
            } catch (IOException e) {
                throw unreadable(tree, e);
            }
        }
    }

    /** A plain value of the document, or one of a list, that is of no use. What holds fields is never left out: it may be a condition. */
    private static boolean dropped(ObjectNode tree, List<Reference> path) {
        if (path.isEmpty() || path.size() > 2) {
            return false;
        }
        String field = path.get(0).getFieldName();
        JsonNode value = tree.path(field);
        if (path.size() == 1) {
            return !value.isMissingNode() && tree.remove(field) != null;
        }
        int index = path.get(1).getIndex();
        boolean plain = index >= 0 && value.path(index).isValueNode();
        return plain && ((ArrayNode) value).remove(index) != null;
    }

    private IllegalStateException unreadable(ObjectNode tree, IOException cause) {
        return new IllegalStateException(
                "the document " + tree.path(ID).asText() + " of " + collection.getNamespace() + " cannot be read",
                cause);
    }
}
