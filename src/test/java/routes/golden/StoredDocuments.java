package routes.golden;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Documents as canonical extended JSON, with times that can be read. */
final class StoredDocuments {
    private static final JsonWriterSettings CANONICAL = JsonWriterSettings.builder()
            .outputMode(JsonMode.EXTENDED)
            .dateTimeConverter((millis, writer) -> {
                writer.writeStartObject();
                writer.writeString("$date", Instant.ofEpochMilli(millis).toString());
                writer.writeEndObject();
            })
            .build();

    /** The driver's own, which knows links too. */
    private static final Codec<Document> CODEC =
            MongoClientSettings.getDefaultCodecRegistry().get(Document.class);

    private StoredDocuments() {}

    /** The one with the greatest id. @param which a collection, and a field with its value where not any document will do */
    static String newest(MongoDatabase database, String which) {
        String[] words = which.split("[ =]");
        Document newest = database.getCollection(words[0])
                .find(words.length == 1 ? new Document() : new Document(words[1], words[2]))
                .sort(Sorts.descending("_id"))
                .first();
        return newest == null ? "none" : json(newest);
    }

    static String json(Document document) {
        return document.toJson(CANONICAL, CODEC);
    }
}
