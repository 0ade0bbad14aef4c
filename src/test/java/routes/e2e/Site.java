package routes.e2e;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;

/** A Kafka broker and a MongoDB-wire server in a folder of their own, and the hubs, which are processes, on top of them. */
public final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Path folder;
    private final Servers servers;
    private final int kafkaPort = JavaProcess.freePort();
    private final int mongoPort = JavaProcess.freePort();
    private final List<Hub> hubs = new ArrayList<>();
    private final MongoClient client;
    private Server kafka;
    private Server mongo;

    /** How the two servers are started. */
    private interface Servers {
        Server kafka(int port, Path folder);

        Server mongo(int port, Path folder);
    }

    /** One of the two. @param process none when it runs within the test */
    private record Server(Runnable end, @Nullable JavaProcess process) {
        static Server of(JavaProcess process) {
            return new Server(process::close, process);
        }

        boolean died() {
            return process != null && !process.isAlive();
        }

        JavaProcess killable() {
            if (process == null) {
                throw new IllegalStateException("only servers of startKillable can be killed");
            }
            return process;
        }
    }

    private Site(Path folder, Servers servers) {
        this.folder = folder;
        this.servers = servers;
        this.kafka = kafkaServer();
        this.mongo = mongoServer();
        this.client = MongoClients.create(mongoUri() + "?serverSelectionTimeoutMS=2000");
    }

    /** Starts both servers within the process of the test, which takes a fraction of the time. */
    public static Site start(String name) {
        return start(name, new Servers() {
            @Override
            public Server kafka(int port, Path folder) {
                return new Server(EmbeddedKafka.start(port, folder)::close, null);
            }

            @Override
            public Server mongo(int port, Path folder) {
                return new Server(EmbeddedMongo.start(port, folder)::close, null);
            }
        });
    }

    /** Starts both servers as processes that a test may kill. */
    public static Site startKillable(String name) {
        return startKillable(name, 0);
    }

    /**
     * @param advertised the port that clients of Kafka are sent to, where something stands in between; 0 is its own
     */
    public static Site startKillable(String name, int advertised) {
        return start(name, new Servers() {
            @Override
            public Server kafka(int port, Path folder) {
                return process(EmbeddedKafka.class, port, folder, "--advertised", String.valueOf(advertised));
            }

            @Override
            public Server mongo(int port, Path folder) {
                return process(EmbeddedMongo.class, port, folder);
            }
        });
    }

    /** Starts a cluster of brokers and a wire server as processes that a test may kill. */
    public static Site startCluster(String name, Brokers brokers) {
        return start(name, new Servers() {
            @Override
            public Server kafka(int port, Path folder) {
                brokers.start(port, folder);
                return new Server(brokers::close, null);
            }

            @Override
            public Server mongo(int port, Path folder) {
                return process(EmbeddedMongo.class, port, folder);
            }
        });
    }

    private static Server process(Class<?> main, int port, Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--port", String.valueOf(port), "--data", folder.toString()));
        arguments.addAll(List.of(more));
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        return Server.of(JavaProcess.start(main, log, arguments.toArray(String[]::new)));
    }

    private static Site start(String name, Servers servers) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "e2e"));
            Site site = new Site(Files.createTempDirectory(parent, name), servers);
            site.awaitKafka();
            site.awaitMongo();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException("Making a folder for " + name, e);
        }
    }

    /** Starts a hub that is ready when this returns. */
    public Hub hub(Map<String, String> settings) {
        return hub(settings, JavaProcess.HEAP);
    }

    /** The same with another heap than usual. @param heap the largest one, such as {@code 300m} */
    public Hub hub(Map<String, String> settings, String heap) {
        Hub hub = startHub(settings, heap);
        hub.awaitReady();
        return hub;
    }

    public Hub startHub(Map<String, String> settings) {
        return startHub(settings, JavaProcess.HEAP);
    }

    private Hub startHub(Map<String, String> settings, String heap) {
        Map<String, String> all = new HashMap<>(Map.of(
                "veaiops.kafka.brokers", kafka(),
                "veaiops.mongodb.uri", mongoUri(),
                // they ask for the bots at once: one that a test stores behind the hub would be seen a moment later
                "veaiops.sockets.enabled", "false"));
        all.putAll(settings);
        Hub hub = Hub.start(folder.resolve("hub-" + hubs.size() + ".log"), all, heap);
        hubs.add(hub);
        return hub;
    }

    public String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    public int kafkaPort() {
        return kafkaPort;
    }

    public int mongoPort() {
        return mongoPort;
    }

    /** The process of the wire server, as the system numbers it. */
    public long mongoPid() {
        return mongo.killable().pid();
    }

    /** Where the wire server keeps its file. */
    public Path mongoFolder() {
        return folder.resolve("mongodb");
    }

    /** How many alarms the merge has stored. */
    long alarms() {
        return database().getCollection("veaiops__alarm").countDocuments();
    }

    public MongoDatabase database() {
        return client.getDatabase("veaiops");
    }

    /** A bot as it is stored, its credentials as an older system wrote them. */
    void bot(String channel, String botId, Map<String, String> credentials) {
        database()
                .getCollection("veaiops__config_bot")
                .insertOne(new Document("channel", channel)
                        .append("bot_id", botId)
                        .append("name", botId)
                        .append("is_active", true)
                        .append("secret", credentials.getOrDefault("secret", ""))
                        .append("credentials", new Document(Map.copyOf(credentials))));
    }

    /** What all hubs wrote. */
    public String logs() {
        StringBuilder text = new StringBuilder();
        hubs.forEach(hub -> text.append(hub.log()));
        return text.toString();
    }

    public void killKafka() {
        kafka.killable().kill();
    }

    public void startKafka() {
        kafka = kafkaServer();
        awaitKafka();
    }

    public void killMongo() {
        mongo.killable().kill();
    }

    public void startMongo() {
        mongo = mongoServer();
        awaitMongo();
    }

    /** Starts the servers that do not run. */
    public void startWhatDied() {
        if (kafka.died()) {
            startKafka();
        }
        if (mongo.died()) {
            startMongo();
        }
    }

    public void killHubs() {
        hubs.forEach(Hub::close);
    }

    @Override
    public void close() {
        hubs.forEach(Hub::close);
        client.close();
        kafka.end().run();
        mongo.end().run();
    }

    private String mongoUri() {
        return "mongodb://127.0.0.1:" + mongoPort + "/veaiops";
    }

    private Server kafkaServer() {
        return servers.kafka(kafkaPort, folder.resolve("kafka"));
    }

    private Server mongoServer() {
        return servers.mongo(mongoPort, mongoFolder());
    }

    private void awaitKafka() {
        Awaitility.await("Kafka").atMost(PATIENCE).until(() -> listens(kafkaPort));
    }

    private void awaitMongo() {
        Awaitility.await("MongoDB").atMost(PATIENCE).until(() -> listens(mongoPort));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
