package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import routes.chat.Files;

/** Files of messages, each in a document of its own beside the message. */
public final class MongoFiles implements Files {
    private final MongoCollection<Document> files;

    public MongoFiles(MongoDatabase database) {
        this.files = database.getCollection(CollectionNames.MESSAGE_FILE);
    }

    @Override
    public void keep(String id, Stored file) {
        files.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id)
                        .append("mime_type", file.mimeType())
                        .append("name", file.name())
                        .append("bytes", new Binary(file.bytes())),
                new ReplaceOptions().upsert(true));
    }

    @Override
    public Optional<Stored> find(String id) {
        return Optional.ofNullable(files.find(Filters.eq("_id", id)).first())
                .map(document -> new Stored(
                        document.getString("mime_type"),
                        document.getString("name"),
                        document.get("bytes", Binary.class).getData()));
    }
}
