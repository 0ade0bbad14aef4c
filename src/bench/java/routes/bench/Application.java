package routes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Beside those of {@code bin/veaiops}; {@code -Dbench.jvm="…"} replaces them. */
    static List<String> jvmFlags() {
        return flags("bench.jvm", "-Xmx1g");
    }

    /** Those of the broker and the store; {@code -Dbench.server-jvm="…"} replaces them. */
    static List<String> serverJvmFlags() {
        return flags("bench.server-jvm", "-Xmx6g -XX:+UseParallelGC");
    }

    private static List<String> flags(String property, String usual) {
        return Arrays.stream(System.getProperty(property, usual).split(" "))
                .filter(flag -> !flag.isBlank())
                .toList();
    }

    static Application start(Path log, String kafka, String mongodb) {
        int port = RunningServer.freePort();
        int management = RunningServer.freePort();
        List<String> settings = List.of(
                "veaiops.http.host=127.0.0.1",
                "veaiops.http.port=" + port,
                "veaiops.management.host=127.0.0.1",
                "veaiops.management.port=" + management,
                "veaiops.kafka.brokers=" + kafka,
                "veaiops.mongodb.uri=" + mongodb,
                "veaiops.encryption.keys=" + KEY,
                "veaiops.egress.allow-private-targets=true",
                "veaiops.admin.token=" + ADMIN,
                "veaiops.alarms.token.zabbix=" + TOKEN,
                "veaiops.alarms.token.volcengine=" + TOKEN,
                "veaiops.alarms.token.aliyun=" + TOKEN,
                "veaiops.alarms.token.chatops=" + TOKEN,
                "veaiops.alarms.token.alertmanager=" + TOKEN);
        List<String> command = script(settings.stream());
        RunningServer server = RunningServer.start(
                log,
                port,
                command,
                at -> Http.get(management, "/observe/health").statusCode() == 200
                        && Http.get(at, "/healthz").statusCode() == 200);
        return new Application(server, management);
    }

    /** Archives the classes of the jar, from which every start reads them. */
    static void archive() {
        try {
            new ProcessBuilder("env", jar(), "bin/veaiops", "archive")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Archiving the classes of the application", e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command line of {@code bin/veaiops}. @param settings name=value */
    private static List<String> script(Stream<String> settings) {
        String options =
                Stream.concat(jvmFlags().stream(), settings.map("-D"::concat)).collect(Collectors.joining(" "));
        return List.of("env", jar(), "JAVA_TOOL_OPTIONS=" + options, "bin/veaiops");
    }

    private static String jar() {
        return "VEAIOPS_JAR=" + System.getProperty("veaiops.packaged.jar");
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
