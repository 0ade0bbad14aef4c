package routes.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packaged application as a process of its own. */
final class Application implements AutoCloseable {
    static final String TOKEN = "bench-token-of-the-sources";
    static final String ADMIN = "bench-token-of-the-manager";

    private static final String KEY = "bench:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String METRICS = "/observe/metrics";

    private final RunningServer server;
    private final int management;

    private Application(RunningServer server, int management) {
        this.server = server;
        this.management = management;
    }

    /** {@code -Dbench.jvm="…"} replaces them. */
    static List<String> jvmFlags() {
        return flags("bench.jvm", "-Xmx1g -XX:+UseParallelGC");
    }

    /** Those of the broker and the store; {@code -Dbench.server-jvm="…"} replaces them. */
    static List<String> serverJvmFlags() {
        return flags("bench.server-jvm", "-Xmx3g -XX:+UseParallelGC");
    }

    private static List<String> flags(String property, String usual) {
        return Arrays.stream(System.getProperty(property, usual).split(" "))
                .filter(flag -> !flag.isBlank())
                .toList();
    }

    static Application start(Path log, String kafka, String mongodb) {
        int port = RunningServer.freePort();
        int management = RunningServer.freePort();
        List<String> command = new ArrayList<>(List.of(RunningServer.javaProgram()));
        command.addAll(jvmFlags());
        command.addAll(List.of(
                "-Dveaiops.http.host=127.0.0.1",
                "-Dveaiops.http.port=" + port,
                "-Dveaiops.management.host=127.0.0.1",
                "-Dveaiops.management.port=" + management,
                "-Dveaiops.kafka.brokers=" + kafka,
                "-Dveaiops.mongodb.uri=" + mongodb,
                "-Dveaiops.encryption.keys=" + KEY,
                "-Dveaiops.egress.allow-private-targets=true",
                "-Dveaiops.admin.token=" + ADMIN,
                "-Dveaiops.alarms.token.zabbix=" + TOKEN,
                "-Dveaiops.alarms.token.volcengine=" + TOKEN,
                "-Dveaiops.alarms.token.aliyun=" + TOKEN,
                "-Dveaiops.alarms.token.chatops=" + TOKEN,
                "-Dveaiops.alarms.token.alertmanager=" + TOKEN,
                "-jar",
                System.getProperty("veaiops.packaged.jar")));
        RunningServer server = RunningServer.start(
                log,
                port,
                command,
                at -> Http.get(management, "/observe/health").statusCode() == 200
                        && Http.get(at, "/healthz").statusCode() == 200);
        return new Application(server, management);
    }

    int port() {
        return server.port();
    }

    double startSeconds() {
        return server.startNanos() / 1e9;
    }

    long residentBytes() {
        return server.residentBytes();
    }

    Duration processorTime() {
        return server.processorTime();
    }

    /** Alarms merged since the start. */
    long merged() {
        return sum("veaiops_alarms_merged_total") + sum("veaiops_alarms_retried_total");
    }

    private long sum(String counter) {
        try {
            HttpResponse<String> metrics = Http.get(management, METRICS);
            return (long) metrics.body()
                    .lines()
                    .filter(line -> line.startsWith(counter))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("Reading the metrics of the application", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
