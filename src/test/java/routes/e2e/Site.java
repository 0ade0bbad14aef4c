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
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;

/** A Kafka broker and a MongoDB-wire server as processes, in a folder of their own, and the hubs on top of them. */
public final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Path folder;
    private final int advertised;
    private final int kafkaPort = JavaProcess.freePort();
    private final int mongoPort = JavaProcess.freePort();
    private final List<Hub> hubs = new ArrayList<>();
    private final MongoClient client;
    private JavaProcess kafka;
    private JavaProcess mongo;

    private Site(Path folder, int advertised) {
        this.folder = folder;
        this.advertised = advertised;
        this.kafka = kafkaProcess();
        this.mongo = mongoProcess();
        this.client = MongoClients.create(mongoUri() + "?serverSelectionTimeoutMS=2000");
    }

    /** Starts both servers. */
    public static Site start(String name) {
        return start(name, 0);
    }

    /**
     * @param advertised the port that clients of Kafka are sent to, where something stands in between; 0 is its own
     */
    public static Site start(String name, int advertised) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "e2e"));
            Site site = new Site(Files.createTempDirectory(parent, name), advertised);
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
                "veaiops.mongodb.uri", mongoUri()));
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
        return mongo.pid();
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
        kafka.kill();
    }

    public void startKafka() {
        kafka = kafkaProcess();
        awaitKafka();
    }

    public void killMongo() {
        mongo.kill();
    }

    public void startMongo() {
        mongo = mongoProcess();
        awaitMongo();
    }

    /** Starts the servers that do not run. */
    public void startWhatDied() {
        if (!kafka.isAlive()) {
            startKafka();
        }
        if (!mongo.isAlive()) {
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
        kafka.close();
        mongo.close();
    }

    private String mongoUri() {
        return "mongodb://127.0.0.1:" + mongoPort + "/veaiops";
    }

    private JavaProcess kafkaProcess() {
        return JavaProcess.start(
                EmbeddedKafka.class,
                folder.resolve("kafka.log"),
                "--port",
                String.valueOf(kafkaPort),
                "--advertised",
                String.valueOf(advertised),
                "--data",
                folder.resolve("kafka").toString());
    }

    private JavaProcess mongoProcess() {
        return JavaProcess.start(
                EmbeddedMongo.class,
                folder.resolve("mongodb.log"),
                "--port",
                String.valueOf(mongoPort),
                "--data",
                folder.resolve("mongodb").toString());
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
