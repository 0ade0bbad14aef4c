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
import routes.dev.EmbeddedKafka;
import routes.dev.EmbeddedMongo;

/** A Kafka broker and a MongoDB-wire server as processes, in a folder of their own, and the hubs on top of them. */
final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int kafkaPort = JavaProcess.freePort();
    private final int mongoPort = JavaProcess.freePort();
    private final List<Hub> hubs = new ArrayList<>();
    private final MongoClient client;
    private JavaProcess kafka;
    private JavaProcess mongo;

    private Site(Path folder) {
        this.folder = folder;
        this.kafka = kafkaProcess();
        this.mongo = mongoProcess();
        this.client = MongoClients.create(mongoUri() + "?serverSelectionTimeoutMS=2000");
    }

    /** Starts both servers. */
    static Site start(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "e2e"));
            Site site = new Site(Files.createTempDirectory(parent, name));
            site.awaitKafka();
            site.awaitMongo();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException("Making a folder for " + name, e);
        }
    }

    /** Starts a hub that is ready when this returns. */
    Hub hub(Map<String, String> settings) {
        Hub hub = startHub(settings);
        hub.awaitReady();
        return hub;
    }

    Hub startHub(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "veaiops.kafka.brokers", kafka(),
                "veaiops.mongodb.uri", mongoUri()));
        all.putAll(settings);
        Hub hub = Hub.start(folder.resolve("hub-" + hubs.size() + ".log"), all);
        hubs.add(hub);
        return hub;
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** How many alarms the merge has stored. */
    long alarms() {
        return database().getCollection("veaiops__alarm").countDocuments();
    }

    MongoDatabase database() {
        return client.getDatabase("veaiops");
    }

    /** What all hubs wrote. */
    String logs() {
        StringBuilder text = new StringBuilder();
        hubs.forEach(hub -> text.append(hub.log()));
        return text.toString();
    }

    void killKafka() {
        kafka.kill();
    }

    void startKafka() {
        kafka = kafkaProcess();
        awaitKafka();
    }

    void killMongo() {
        mongo.kill();
    }

    void startMongo() {
        mongo = mongoProcess();
        awaitMongo();
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
        return server(EmbeddedKafka.class, "kafka", kafkaPort);
    }

    private JavaProcess mongoProcess() {
        return server(EmbeddedMongo.class, "mongodb", mongoPort);
    }

    private JavaProcess server(Class<?> main, String name, int port) {
        return JavaProcess.start(
                main,
                folder.resolve(name + ".log"),
                "--port",
                String.valueOf(port),
                "--data",
                folder.resolve(name).toString());
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
