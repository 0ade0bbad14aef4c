package routes.dev;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker, its own controller, on 127.0.0.1 that keeps its log in a folder, also through kill -9. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String SECURED = "SECURED";

    private final KafkaRaftServer server;
    private final int port;
    private final int securedPort;

    private EmbeddedKafka(KafkaRaftServer server, int port, int securedPort) {
        this.server = server;
        this.port = port;
        this.securedPort = securedPort;
    }

    /** Starts the broker on a port (0: any free one) with its log in a folder; topics are created by who needs them. */
    public static EmbeddedKafka start(int port, Path folder) {
        return start(port, 0, folder);
    }

    /** @param advertised the port that clients are sent to, where something stands in between; 0 for the broker's own */
    static EmbeddedKafka start(int port, int advertised, Path folder) {
        int broker = port == 0 ? Ports.anyFree() : port;
        Map<String, String> settings = settings(broker, Ports.anyFree(), directory(folder));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + (advertised == 0 ? broker : advertised));
        return new EmbeddedKafka(started(settings, folder), broker, 0);
    }

    /**
     * Starts the broker with a second listener, which is secured. The first one stays open to who sets the broker up.
     *
     * @param protocol of the second listener, such as {@code SASL_SSL}
     * @param listener its settings, without their prefix
     * @param more settings of the broker
     */
    public static EmbeddedKafka secured(
            Path folder, String protocol, Map<String, String> listener, Map<String, String> more) {
        int open = Ports.anyFree();
        int secured = Ports.anyFree();
        Map<String, String> settings = settings(open, Ports.anyFree(), directory(folder));
        settings.merge("listeners", ",%s://127.0.0.1:%d".formatted(SECURED, secured), String::concat);
        settings.merge("listener.security.protocol.map", ",%s:%s".formatted(SECURED, protocol), String::concat);
        listener.forEach((name, value) -> settings.put("listener.name.secured." + name, value));
        settings.putAll(more);
        return new EmbeddedKafka(started(settings, folder), open, secured);
    }

    /**
     * Starts one broker of a cluster that keeps three copies of each partition and takes a record when two have it.
     *
     * @param node which of the controllers it is, counted from 1
     * @param controllers the ports of all controllers
     */
    static EmbeddedKafka ofCluster(int node, List<Integer> controllers, int port, Path folder) {
        Map<String, String> settings = settings(port, controllers.get(node - 1), directory(folder));
        settings.put("node.id", Integer.toString(node));
        settings.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, controllers.size())
                        .mapToObj(voter -> voter + "@127.0.0.1:" + controllers.get(voter - 1))
                        .collect(Collectors.joining(",")));
        List.of("default.replication.factor", "offsets.topic.replication.factor")
                .forEach(copies -> settings.put(copies, Integer.toString(controllers.size())));
        settings.put("min.insync.replicas", "2");
        // processes that share a machine must not lose each other whenever it is busy
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("controller.quorum.election.timeout.ms", "1000");
        return new EmbeddedKafka(started(settings, folder), port, 0);
    }

    private static KafkaRaftServer started(Map<String, String> settings, Path folder) {
        format(folder, settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        OwnerFile.restrict(folder);
        return server;
    }

    private static String directory(Path folder) {
        return folder.toAbsolutePath().toString();
    }

    private static void format(Path folder, Map<String, String> settings) {
        String directory = directory(folder);
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            OwnerFile.createFolder(folder);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(cluster(settings))
                    .setNodeId(Integer.parseInt(settings.get("node.id")))
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(directory)
                    .addDirectory(directory)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Formatting the Kafka log in " + folder, e);
        }
    }

    /** The same for all whose controllers are the same. */
    private static String cluster(Map<String, String> settings) {
        return new Uuid(NODE, settings.get("controller.quorum.voters").hashCode()).toString();
    }

    /** The quorum is written anew at each start, so a new port or a new controller port does not matter to the log. */
    private static Map<String, String> settings(int port, int controllerPort, String directory) {
        Map<String, String> settings = new HashMap<>(smallSettings());
        settings.putAll(quickRestart());
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("log.dirs", directory);
        settings.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE, controllerPort));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER));
        return settings;
    }

    /** A broker that was killed may register again when its session is over: these times bound the next start. */
    private static Map<String, String> quickRestart() {
        return Map.of(
                "broker.session.timeout.ms", "2000",
                "broker.heartbeat.interval.ms", "250",
                "controller.quorum.election.timeout.ms", "200",
                "controller.quorum.election.backoff.max.ms", "100");
    }

    private static Map<String, String> smallSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        return settings;
    }

    /** {@code 127.0.0.1:<port>} */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** The same of the secured listener. */
    public String securedBootstrap() {
        return "127.0.0.1:" + securedPort;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /**
     * Runs the broker as a process of its own: {@code --port <port> --data <folder>}, one of a cluster with {@code --node <number>
     * --controllers <ports>}.
     */
    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args);
        EmbeddedKafka kafka = arguments.controllers().isEmpty()
                ? start(arguments.port(), arguments.advertised(), arguments.data())
                : ofCluster(arguments.node(), arguments.controllers(), arguments.port(), arguments.data());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println("Kafka is ready at " + kafka.bootstrap());
    }
}
