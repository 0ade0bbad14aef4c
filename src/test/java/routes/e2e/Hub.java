package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import routes.common.json.Json;

/** The application as a process, with the settings of production and short times. */
public final class Hub implements AutoCloseable {
    public static final String ADMIN_TOKEN = "e2e-admin-token-6f1d2c";
    public static final String ALARM_TOKEN = "e2e-alarm-token-93ab77";

    private static final String KEYS = "e2e:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String EVENTS = "/apis/v1/manager/event-center/event/";

    /** Longer than any answer takes: a process that does not answer fails its caller. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JavaProcess process;
    private final Path log;
    private final int port;
    private final int management;

    private Hub(JavaProcess process, Path log, int port, int management) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = management;
    }

    static Hub start(Path log, Map<String, String> settings) {
        return start(log, settings, JavaProcess.HEAP);
    }

    static Hub start(Path log, Map<String, String> settings, String heap) {
        int port = Optional.ofNullable(settings.get("veaiops.http.port"))
                .map(Integer::parseInt)
                .orElseGet(JavaProcess::freePort);
        int management = JavaProcess.freePort();
        Map<String, String> all = new HashMap<>(shortTimes());
        all.putAll(Map.of(
                "veaiops.http.host",
                "127.0.0.1",
                "veaiops.http.port",
                String.valueOf(port),
                "veaiops.management.host",
                "127.0.0.1",
                "veaiops.management.port",
                String.valueOf(management),
                "veaiops.admin.token",
                ADMIN_TOKEN,
                "veaiops.encryption.keys",
                KEYS));
        for (String source : List.of("zabbix", "aliyun", "volcengine", "chatops")) {
            all.put("veaiops.alarms.token." + source, ALARM_TOKEN);
        }
        all.putAll(settings);
        return new Hub(JavaProcess.startApplication(log, all, heap), log, port, management);
    }

    private static Map<String, String> shortTimes() {
        return Map.of(
                "veaiops.egress.allow-private-targets", "true",
                "veaiops.notices.retry.webhook.delays", "300ms,600ms",
                "veaiops.notices.sweep-period-millis", "300",
                "veaiops.operations.backlog-period-millis", "300",
                "veaiops.notices.ring-again-millis", "1000",
                "veaiops.channel.timeout-millis", "2000",
                "veaiops.accounts.password-cost", "4",
                "veaiops.self.enabled", "false");
    }

    public void awaitReady() {
        Awaitility.await("the hub")
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the hub died: " + log, () -> !process.isAlive())
                .until(() -> isReady() && answers(port, "/healthz"));
    }

    /** Whether it says that it is ready for traffic. */
    public boolean isReady() {
        return answers(management, "/observe/health/ready");
    }

    /** What a load balancer is answered that asks whether to send requests here. */
    int readiness() {
        return send(HttpRequest.newBuilder(uri(management, "/observe/health/ready")))
                .statusCode();
    }

    /** Where it listens. */
    public String url() {
        return uri(port, "").toString();
    }

    /** Where it listens on this machine. */
    public int port() {
        return port;
    }

    /** Posts an alarm at {@code /alarms/<source>}. */
    public HttpResponse<String> post(String source, String body) {
        return post("/alarms/" + source, "application/json", body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("X-Veaiops-Token", ALARM_TOKEN)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Posts JSON with headers of the sender's own. */
    public HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) {
        return post(path, "application/json", body, headers);
    }

    /** Posts with headers of the sender's own. */
    HttpResponse<String> post(String path, String contentType, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path))
                .header("X-Veaiops-Token", ALARM_TOKEN)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Posts an alarm that must be taken, and gives the ids of the answer. */
    public List<String> accepted(String source, String body) {
        HttpResponse<String> answer = post(source, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return List.of(json(answer).path("data").asText().split(","));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process, as the system numbers it. */
    public long pid() {
        return process.pid();
    }

    /** Calls the manager API. */
    public HttpResponse<String> call(String method, String path, String body) {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> callWithoutToken(String path) {
        return send(HttpRequest.newBuilder(uri(port, path)));
    }

    HttpResponse<String> postWithoutToken(String path) {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    /** The event that an alarm became; a missing node until the merge has it. */
    public JsonNode event(String alarmId) {
        return json(call("GET", EVENTS + alarmId, "")).path("data");
    }

    public JsonNode trace(String alarmId) {
        return json(call("GET", EVENTS + alarmId + "/trace", "")).path("data");
    }

    /** Sends everything about a project to a chat. */
    void subscribe(String project, String channel, String botId, String chatId) {
        created("subscribe", everythingAbout(project, channel, botId, chatId));
    }

    /** The subscription that does so; its strategy is there. */
    Map<String, Object> everythingAbout(String project, String channel, String botId, String chatId) {
        String strategy = created(
                        "inform-strategy",
                        Map.of("name", project, "channel", channel, "bot_id", botId, "chat_ids", List.of(chatId)))
                .path("id")
                .asText();
        return Map.of(
                "name", project,
                "agent_type", "intelligent_threshold_agent",
                "inform_strategy_ids", List.of(strategy),
                "start_time", Instant.now().minusSeconds(60).toString(),
                "end_time", Instant.now().plusSeconds(3600).toString(),
                "event_level", List.of(),
                "interest_projects", List.of(project));
    }

    /** @param what the last part of an operation's path that makes one */
    JsonNode created(String what, Object body) {
        HttpResponse<String> answer = call("POST", "/apis/v1/manager/event-center/" + what + "/", Payloads.text(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("data");
    }

    /** Waits until the event that an alarm became has this status. */
    JsonNode awaitStatus(String alarmId, int status) {
        Awaitility.await("status " + status)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> event(alarmId).path("status").asInt(-1) == status);
        return event(alarmId);
    }

    public String metrics() {
        return send(HttpRequest.newBuilder(uri(management, "/observe/metrics"))).body();
    }

    /** The sum of a metric, over the labels that are not named. @param series how its lines begin */
    public double metric(String series) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + log, e);
        }
    }

    String url(String path) {
        return uri(port, path).toString();
    }

    public void kill() {
        process.kill();
    }

    /** Stops it as a supervisor does, and waits until it has ended. */
    public void stop() {
        process.stop();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading an answer", e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("Calling the hub", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Calling the hub", e);
        }
    }

    private boolean answers(int at, String path) {
        try {
            return send(HttpRequest.newBuilder(uri(at, path))).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
