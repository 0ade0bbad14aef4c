package routes.fakes;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import routes.dev.EmbeddedMongo;

/** The embedded store with a client. */
public final class WireStore implements AutoCloseable {
    private final EmbeddedMongo server;
    private final MongoClient client;

    private WireStore(EmbeddedMongo server) {
        this.server = server;
        this.client = MongoClients.create(server.uri());
    }

    public static WireStore start(Path folder) {
        return new WireStore(EmbeddedMongo.start(0, folder));
    }

    /** A database with nothing in it. */
    public MongoDatabase empty() {
        MongoDatabase database = client.getDatabase("veaiops");
        database.drop();
        return database;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
