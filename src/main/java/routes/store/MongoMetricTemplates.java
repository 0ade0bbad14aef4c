package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import routes.common.json.Json;
import routes.common.repository.Listed;
import routes.threshold.task.MetricTemplates;

/** Metric templates in MongoDB; one for each name and metric type by a unique index. */
public final class MongoMetricTemplates implements MetricTemplates {
    private final MongoCollection<Document> templates;

    public MongoMetricTemplates(MongoDatabase database) {
        templates = database.getCollection(CollectionNames.METRIC_TEMPLATE);
    }

    @Override
    public boolean insert(ObjectNode template, Instant now) {
        Document document = fields(template)
                .append("is_active", true)
                .append("created_user", null)
                .append("created_at", Date.from(now))
                .append("updated_user", null)
                .append("updated_at", Date.from(now));
        return DuplicateKeys.absent(() -> templates.insertOne(document));
    }

    @Override
    public Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(templates.find(StoredLists.byId(id)).first()).map(MongoMetricTemplates::shown);
    }

    @Override
    public Listed<ObjectNode> list(int skip, int limit) {
        return StoredLists.page(templates, List.of(), new int[] {skip, limit}, MongoMetricTemplates::shown);
    }

    @Override
    public boolean replace(String id, ObjectNode template, Instant now) {
        return DuplicateKeys.absent(() -> StoredLists.set(templates, id, fields(template), now));
    }

    @Override
    public boolean activate(String id, boolean active, Instant now) {
        return StoredLists.set(templates, id, new Document("is_active", active), now);
    }

    @Override
    public boolean delete(String id) {
        return templates.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    private static Document fields(ObjectNode template) {
        return (Document) Objects.requireNonNull(BsonJson.toBson(template));
    }

    private static ObjectNode shown(Document document) {
        document.replaceAll((name, value) -> value instanceof Date date ? Json.text(date.toInstant()) : value);
        return (ObjectNode) BsonJson.toJson(document);
    }
}
