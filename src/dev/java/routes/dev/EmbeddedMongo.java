package routes.dev;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import routes.dev.mongo.DurableBackend;

/** A MongoDB-wire server on 127.0.0.1 that keeps its data in one file and what it acknowledged through kill -9. */
public final class EmbeddedMongo implements AutoCloseable {

    /** A connection has a thread nearly to itself, so that a write that waits for its commit holds up no other. */
    private static final int CONNECTION_THREADS = 64;

    static {
        // a third of the server's time went into checks of single bytes
        System.setProperty("io.netty.buffer.checkAccessible", "false");
        System.setProperty("io.netty.buffer.checkBounds", "false");
    }

    private final DurableBackend backend;
    private final MongoServer server;

    private EmbeddedMongo(DurableBackend backend, MongoServer server) {
        this.backend = backend;
        this.server = server;
    }

    /** Starts the server on a port (0: any free one) with its file in a folder. */
    public static EmbeddedMongo start(int port, Path folder) {
        return start(port, folder, server -> {});
    }

    /** Starts the server on a free port; it speaks TLS alone. */
    public static EmbeddedMongo secured(Path folder, PrivateKey key, X509Certificate certificate) {
        return start(0, folder, server -> server.enableSsl(key, null, certificate));
    }

    private static EmbeddedMongo start(int port, Path folder, Consumer<MongoServer> prepare) {
        OwnerFile.createFolder(folder);
        DurableBackend backend = new DurableBackend(folder.resolve("mongo.mv"));
        OwnerFile.restrict(folder);
        backend.version(new FiveZero());
        MongoServer server = new MongoServer(backend);
        prepare.accept(server);
        server.bind(new InetSocketAddress("127.0.0.1", port), 1, CONNECTION_THREADS);
        return new EmbeddedMongo(backend, server);
    }

    /** {@code mongodb://127.0.0.1:<port>}, without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /** How many documents were compared with a query so far. */
    public long documentsExamined() {
        return backend.documentsExamined();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Runs the server as a process of its own: {@code --port <port> --data <folder>}. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args);
        EmbeddedMongo mongo = start(arguments.port(), arguments.data());
        Runtime.getRuntime().addShutdownHook(new Thread(mongo::close));
        System.out.println("MongoDB is ready at " + mongo.uri());
    }

    /** What the driver of today still talks to. */
    private record FiveZero() implements MongoVersion {

        private static final int WIRE_VERSION = 13;

        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return WIRE_VERSION;
        }
    }
}
