package routes.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code java -jar} of what the build packages, with nothing of the build on its class path.
 *
 * @param output its lines so far
 */
record PackagedApplication(Process process, List<String> output, int http, int management) implements AutoCloseable {
    static final String TOKEN = "packaged-token-5d0c";
    static final Path JAR = Path.of(System.getProperty("veaiops.packaged.jar", "target/veaiops-camel-app.jar"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Starts it in production with all that it asks for, and waits until it is ready. */
    static PackagedApplication ready(String kafka, String mongodb) {
        int http = freePort();
        int management = freePort();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "VEAIOPS_HTTP_PORT",
                Integer.toString(http),
                "VEAIOPS_MANAGEMENT_PORT",
                Integer.toString(management),
                "VEAIOPS_KAFKA_BROKERS",
                kafka,
                "VEAIOPS_MONGODB_URI",
                mongodb,
                "VEAIOPS_ENCRYPTION_KEYS",
                "it:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "VEAIOPS_ADMIN_TOKEN",
                TOKEN));
        List.of("ZABBIX", "ALIYUN", "VOLCENGINE", "CHATOPS")
                .forEach(source -> settings.put("VEAIOPS_ALARMS_TOKEN_" + source, TOKEN));
        PackagedApplication started = start(settings, http, management);
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .failFast(() -> !started.process.isAlive())
                .ignoreExceptions()
                .until(() -> started.managed("/observe/health/ready").statusCode() == 200);
        return started;
    }

    /** Runs it with these words and no settings. */
    static PackagedApplication run(String... words) {
        return start(Map.of(), 0, 0, words);
    }

    private static PackagedApplication start(
            Map<String, String> environment, int http, int management, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("VEAIOPS_") || name.startsWith("CAMEL_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            List<String> output = new CopyOnWriteArrayList<>();
            CompletableFuture.runAsync(() -> read(process.inputReader(), output));
            return new PackagedApplication(process, output, http, management);
        } catch (IOException e) {
            throw new UncheckedIOException("Starting " + JAR, e);
        }
    }

    private static void read(BufferedReader reader, List<String> output) {
        reader.lines().forEach(output::add);
    }

    HttpResponse<String> managed(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Posts an alarm as Zabbix does. */
    CompletableFuture<HttpResponse<String>> post(String body) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/alarms/zabbix"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends SIGTERM; {@code Process.destroy} would close the output too. */
    void stop() {
        process.toHandle().destroy();
    }

    /** The exit code; fails when it takes longer. */
    int exitCodeWithin(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + time + ":\n" + String.join("\n", output));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Looking for a free port", e);
        }
    }
}
