package routes.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A store in memory behind the real driver, that a test can take away. */
public final class WireServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 3_000;

    private final MongoServer server;
    private final MongoClient client;
    private final InetSocketAddress address;

    private WireServer(MongoServer server, MongoClient client, InetSocketAddress address) {
        this.server = server;
        this.client = client;
        this.address = address;
    }

    public static WireServer start() {
        H2Backend backend = H2Backend.inMemory();
        backend.version(new FiveZero());
        MongoServer server = new MongoServer(backend);
        InetSocketAddress address = server.bind();
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(address)))
                        .serverSelectionTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .build();
        return new WireServer(server, MongoClients.create(settings), address);
    }

    public MongoDatabase database() {
        return client.getDatabase("veaiops");
    }

    /** Where it is, as {@code veaiops.mongodb.uri}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort() + "/veaiops";
    }

    /** The store is gone and does not come back. */
    public void takeAway() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }

    private record FiveZero() implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    }
}
