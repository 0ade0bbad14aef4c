package routes.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.DBRef;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.datasource.connect.Connect;
import routes.datasource.connect.StoredSource;
import routes.datasource.connect.StoredSources;

/** Data sources in MongoDB, with VeAIOps' fields. */
public final class MongoSources implements StoredSources {
    private static final int SHOWN = 10;

    private final MongoCollection<Document> sources;

    public MongoSources(MongoDatabase database) {
        this.sources = database.getCollection(CollectionNames.DATA_SOURCE);
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(StoredSource source) {
        return DuplicateKeys.absent(() -> sources.insertOne(document(source)));
    }

    @Override
    public Optional<StoredSource> find(String id) {
        return Optional.ofNullable(sources.find(StoredLists.byId(id)).first()).map(MongoSources::source);
    }

    @Override
    public Listed<StoredSource> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.equal("type", filter.type()),
                        StoredLists.contains("name", filter.namePart()),
                        active(filter.active()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(sources, filters, new int[] {skip, limit}, MongoSources::source);
    }

    @Override
    public boolean replace(StoredSource source) {
        Document fields = document(source);
        fields.keySet().retainAll(List.of("name", "connect", StoredSource.configField(source.type())));
        Instant now = Optional.ofNullable(source.stamps().updatedAt()).orElseThrow();
        return DuplicateKeys.absent(() -> StoredLists.set(sources, source.id(), fields, now));
    }

    @Override
    public boolean activate(String id, boolean active, Instant now) {
        return StoredLists.set(sources, id, new Document("is_active", active), now);
    }

    @Override
    public boolean delete(String id) {
        return sources.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    @Override
    public List<String> namesUsing(String connectId) {
        DBRef link = new DBRef(Connect.COLLECTION, new ObjectId(connectId));
        return sources.find(Filters.eq("connect", link))
                .projection(Projections.include("name"))
                .limit(SHOWN)
                .map(document -> StoredFields.text(document, "name").orElse("?"))
                .into(new ArrayList<>());
    }

    private static Optional<Bson> active(@Nullable Boolean active) {
        return active == null
                ? Optional.empty()
                : Optional.of(active ? Filters.ne("is_active", false) : Filters.eq("is_active", false));
    }

    private static Document document(StoredSource source) {
        Document document = new Document("_id", new ObjectId(source.id()))
                .append("name", source.name())
                .append("type", source.type())
                .append("connect", new DBRef(Connect.COLLECTION, new ObjectId(source.connectId())))
                .append(StoredSource.configField(source.type()), BsonJson.toBson(source.config()))
                .append("is_active", source.active());
        return StoredFields.with(document, source.stamps());
    }

    private static StoredSource source(Document document) {
        String type = StoredFields.text(document, "type").orElse("");
        Object stored = document.get(StoredSource.configField(type));
        return new StoredSource(
                StoredFields.id(document),
                StoredFields.text(document, "name").orElse(""),
                type,
                StoredFields.linkTo(document, "connect").orElse(""),
                BsonJson.toJson(stored) instanceof ObjectNode config ? config : JsonNodeFactory.instance.objectNode(),
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
