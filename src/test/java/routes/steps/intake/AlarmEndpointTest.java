package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.LevelTable;
import routes.alarm.SamplePosts;
import routes.alarm.SourceConverters;
import routes.common.json.Json;
import routes.fakes.KafkaInMemory;
import routes.http.RunningApi;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoRejectedRepository;
import routes.store.MongoSpool;
import routes.store.WireServer;
import routes.wiring.IntakeWiring;

/** The alarm endpoints of the application over HTTP: converted, appended, answered. */
@Tag("slow")
class AlarmEndpointTest {
    private static final String EVENT = "/apis/v1/manager/event-center/event/";
    private static final String SAMPLES = "src/test/resources/samples/";
    private static final WireServer STORE = WireServer.start();
    private static final KafkaInMemory LOG = new KafkaInMemory();
    private static final SourceConverters CONVERTERS = new SourceConverters(LevelTable.shipped());
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = started(LOG, Map.of());
    }

    private static RunningApi started(KafkaInMemory log, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "camel.component.kafka.kafka-client-factory", "#bean:kafkaClientFactory",
                "veaiops.spool.drain-period-millis", "100000"));
        SamplePosts.CONVERTERS
                .keySet()
                .forEach(source -> settings.put("veaiops.alarms.token." + source, "t-" + source));
        settings.putAll(more);
        return RunningApi.start(
                List.of(
                        "routes/alarms-zabbix.camel.yaml",
                        "routes/alarms-volcengine.camel.yaml",
                        "routes/alarms-aliyun.camel.yaml",
                        "routes/alarms-chatops.camel.yaml",
                        "routes/alarms-refuse.camel.yaml",
                        "routes/alarms-log.camel.yaml"),
                List.of(new IntakeWiring()),
                beans(log),
                settings);
    }

    private static Map<String, Object> beans(KafkaInMemory log) {
        PipelineMetrics metrics = new PipelineMetrics(new SimpleMeterRegistry());
        KafkaSwitch kafka = new KafkaSwitch();
        Map<String, Object> beans = new HashMap<>(Map.of(
                "kafkaClientFactory", log,
                "pipelineMetrics", metrics,
                "sourceConverters", CONVERTERS,
                "kafkaSwitch", kafka,
                "emptyPost", new EmptyPost(),
                "spoolDrain", new SpoolDrain(new MongoSpool(STORE.database()), kafka, 10, metrics.spool("alarms")),
                "rejectedInbox", new RejectedInbox(new MongoRejectedRepository(STORE.database()), metrics, 900_000)));
        SamplePosts.CONVERTERS.forEach((source, converter) -> beans.put(source + "AlarmConverter", converter));
        return beans;
    }

    @AfterAll
    static void stop() {
        api.close();
        STORE.close();
    }

    @BeforeEach
    void empty() {
        LOG.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "zabbix, firing.json, /alarms/zabbix, 200",
        "zabbix, firing.json, " + EVENT + "intelligent_threshold/zabbix/, 200",
        "volcengine, firing.json, /alarms/volcengine, 200",
        "volcengine, firing.json, " + EVENT + "intelligent_threshold/volcengine, 200",
        "aliyun, firing.form, /alarms/aliyun, 200",
        "aliyun, firing.json, /alarms/aliyun, 200",
        "aliyun, firing.form, " + EVENT + "intelligent_threshold/aliyun/form, 200",
        "chatops, firing.json, " + EVENT + "chatops, 201"
    })
    void a_post_is_converted_appended_and_answered_with_its_ids(String source, String sample, String path, int status)
            throws Exception {
        HttpResponse<String> answer = post(path, "t-" + source, Path.of(SAMPLES, source, sample));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String ids = Json.mapper().readTree(answer.body()).path("data").asText();
        assertThat(LOG.values("veaiops.alarms")).isNotEmpty().allSatisfy(value -> {
            JsonNode alarm = Json.mapper().readTree(value);
            assertThat(alarm.path("source").asText()).isEqualTo(source);
            assertThat(ids).contains(alarm.path("id").asText());
        });
        assertThat(CONVERTERS.of(source)).as("bodies that are tried again").isPresent();
    }

    @Test
    void a_repeated_delivery_is_answered_with_the_same_ids() throws Exception {
        Path sample = Path.of(SAMPLES, "volcengine", "firing.json");

        String first = delivery(sample, "trace-1");
        String second = delivery(sample, "trace-1");
        String other = delivery(sample, "trace-2");

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static String delivery(Path sample, String id) throws Exception {
        HttpResponse<String> answer = api.send(api.request("POST", "/alarms/volcengine")
                .setHeader("Authorization", "Bearer t-volcengine")
                .header("Content-Type", "application/json")
                .header("x-volc-trace-id", id)
                .method("POST", BodyPublishers.ofFile(sample))
                .build());
        return Json.mapper().readTree(answer.body()).path("data").asText();
    }

    @Test
    void a_body_that_cannot_be_used_is_refused_with_its_field_and_kept() throws Exception {
        HttpResponse<String> answer = api.send(api.request("POST", "/alarms/zabbix")
                .setHeader("Authorization", "Bearer t-zabbix")
                .header("Content-Type", "application/json")
                .method("POST", BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(LOG.values("veaiops.alarms")).isEmpty();
        assertThat(LOG.values("veaiops.alarms.rejected")).hasSize(1);
    }

    /** The step of the route guards its path: the answer comes before a byte of the body was sent. */
    @ParameterizedTest
    @CsvSource({"/alarms/zabbix", EVENT + "intelligent_threshold/zabbix", EVENT + "chatops"})
    void a_wrong_token_is_refused_before_the_body_is_read(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).startsWith("HTTP/1.1 401");
        }
        assertThat(LOG.values("veaiops.alarms.rejected")).isEmpty();
    }

    @Test
    void whether_there_is_an_endpoint_is_answered_without_a_token() throws Exception {
        assertThat(api.get("/alarms/zabbix").statusCode()).isEqualTo(204);
        assertError(api.json("DELETE", "/alarms/zabbix", ""), 405, "method_not_allowed");
        assertThat(LOG.values("veaiops.alarms")).isEmpty();
    }

    @Test
    void a_source_that_is_switched_off_has_no_endpoint() throws Exception {
        try (RunningApi without = started(new KafkaInMemory(), Map.of("veaiops.alarms.zabbix.enabled", "false"))) {
            assertError(without.json("POST", "/alarms/zabbix", "{}"), 404, "unknown_source");
            assertThat(without.json("POST", "/alarms/aliyun", "{}").statusCode())
                    .as("the token of another")
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> post(String path, String token, Path sample) throws Exception {
        return api.send(api.request("POST", path)
                .setHeader("Authorization", "Bearer " + token)
                .header(
                        "Content-Type",
                        sample.toString().endsWith(".form") ? "application/x-www-form-urlencoded" : "application/json")
                .method("POST", BodyPublishers.ofByteArray(form(Files.readAllBytes(sample))))
                .build());
    }

    private static byte[] form(byte[] sample) {
        return new String(sample, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    }
}
