package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Whether the store answers, and what time it has. */
public final class MongoContact {
    private final MongoDatabase database;

    public MongoContact(MongoDatabase database) {
        this.database = database;
    }

    /** The clock of the server, where it tells. Throws when the store does not answer. */
    public Optional<Instant> clock() {
        database.runCommand(new Document("ping", 1));
        try {
            Document hello = database.runCommand(new Document("hello", 1));
            return Optional.ofNullable(hello.get("localTime", Date.class)).map(Date::toInstant);
        } catch (MongoCommandException olderServer) {
            return Optional.empty();
        }
    }
}
