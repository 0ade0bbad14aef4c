package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;

/** Results of versions: within 4 MB in the version, as VeAIOps has them, else in parts of that size beside it. */
final class StoredResults {
    private static final int LARGEST = 4 * 1024 * 1024;

    private final MongoCollection<Document> parts;

    StoredResults(MongoCollection<Document> parts) {
        this.parts = parts;
    }

    /** Writes the parts, if any. @return what the version is to say of its result */
    List<Bson> write(String versionId, List<ObjectNode> result) {
        List<List<Object>> cut = cut(result);
        if (cut.size() <= 1) {
            return List.of(
                    Updates.set("result", cut.isEmpty() ? List.of() : cut.get(0)), Updates.unset("result_parts"));
        }
        for (int index = 0; index < cut.size(); index++) {
            String id = versionId + "/" + index;
            Document part =
                    new Document("_id", id).append("version_id", versionId).append("entries", cut.get(index));
            parts.replaceOne(Filters.eq("_id", id), part, new ReplaceOptions().upsert(true));
        }
        return List.of(Updates.set("result", null), Updates.set("result_parts", cut.size()));
    }

    List<ObjectNode> read(String versionId, Document version) {
        Object embedded = version.get("result");
        if (embedded != null) {
            return entries(embedded).toList();
        }
        int count = StoredFields.of(version, "result_parts", Number.class)
                .map(Number::intValue)
                .orElse(0);
        return Stream.iterate(0, index -> index < count, index -> index + 1)
                .map(index ->
                        parts.find(Filters.eq("_id", versionId + "/" + index)).first())
                .flatMap(part -> part == null ? Stream.empty() : entries(part.get("entries")))
                .toList();
    }

    void delete(String versionId) {
        parts.deleteMany(Filters.eq("version_id", versionId));
    }

    private static List<List<Object>> cut(List<ObjectNode> result) {
        List<List<Object>> cut = new ArrayList<>();
        int room = 0;
        for (ObjectNode entry : result) {
            int size = Json.bytes(entry).length;
            if (cut.isEmpty() || size > room) {
                cut.add(new ArrayList<>());
                room = LARGEST;
            }
            room -= size;
            cut.get(cut.size() - 1).add(BsonJson.toBson(entry));
        }
        return cut;
    }

    private static Stream<ObjectNode> entries(@Nullable Object stored) {
        return stored instanceof List<?> list
                ? list.stream()
                        .map(BsonJson::toJson)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                : Stream.empty();
    }
}
