package routes.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.awaitility.Awaitility;
import routes.dev.EmbeddedKafka;

/** Three Kafka brokers that keep three copies of each partition, two of them in step; each is a process that a test may kill. */
public final class Brokers implements AutoCloseable {
    public static final int COUNT = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final List<JavaProcess> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllers =
            IntStream.range(0, COUNT).mapToObj(i -> JavaProcess.freePort()).toList();
    private Path folder = Path.of("");

    /** @param first where the first one listens @param data each broker has a folder beside it */
    void start(int first, Path data) {
        folder = data;
        ports.add(first);
        while (ports.size() < COUNT) {
            ports.add(JavaProcess.freePort());
        }
        for (int i = 0; i < COUNT; i++) {
            processes.add(process(i));
        }
        awaitInStep();
    }

    private JavaProcess process(int broker) {
        Path data = folder.resolveSibling(folder.getFileName() + "-" + broker);
        return JavaProcess.start(
                EmbeddedKafka.class,
                data.resolveSibling(data.getFileName() + ".log"),
                "--port",
                String.valueOf(ports.get(broker)),
                "--data",
                data.toString(),
                "--node",
                String.valueOf(broker + 1),
                "--controllers",
                controllers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    public String bootstrap() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** The process, as the system numbers it. */
    public long pid(int broker) {
        return processes.get(broker).pid();
    }

    public void kill(int broker) {
        processes.get(broker).kill();
    }

    /** As a supervisor does. */
    public void stop(int broker) {
        processes.get(broker).stop();
    }

    /** Starts those that do not run, and waits until every copy of every partition is in step again. */
    public void startWhatDied() {
        for (int i = 0; i < COUNT; i++) {
            if (!processes.get(i).isAlive()) {
                processes.set(i, process(i));
            }
        }
        awaitInStep();
    }

    private void awaitInStep() {
        Awaitility.await("three brokers in step")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(this::inStep);
    }

    private boolean inStep() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", bootstrap(), "default.api.timeout.ms", 5000, "request.timeout.ms", 5000))) {
            return admin.describeCluster().nodes().get().size() == COUNT
                    && admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                            .map(TopicDescription::partitions)
                            .flatMap(List::stream)
                            .allMatch(partition -> partition.isr().size() == COUNT);
        }
    }

    @Override
    public void close() {
        processes.forEach(JavaProcess::close);
        processes.clear();
    }
}
