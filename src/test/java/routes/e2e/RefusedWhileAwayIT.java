package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Posts with good and bad items while Kafka, or Kafka and MongoDB, are away, and the same posts again. */
@Tag("slow")
class RefusedWhileAwayIT {
    private static final String REJECTED = "/apis/v1/manager/event-center/rejected?source=volcengine&limit=100";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.startKillable("refused-while-away");
        hub = site.hub(Map.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void without_kafka_the_good_items_are_spooled_and_the_bad_one_is_kept_once() {
        site.killKafka();
        HttpResponse<String> taken = post("kafka-good", "kafka-bad");
        HttpResponse<String> again = post("kafka-good", "kafka-bad");
        HttpResponse<String> refused = hub.post("volcengine", "{\"Type\":\"kafka-none\"}");
        site.startKafka();

        assertThat(List.of(taken, again)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Hub.json(answer).at("/rejected/0/field").asText()).isEqualTo("Resources[1].Name");
        });
        assertThat(refused.statusCode()).isEqualTo(400);
        awaitOneEventOf("kafka-good");
        awaitOneRowOf("kafka-bad");
        awaitOneRowOf("kafka-none");
    }

    @Test
    void without_kafka_and_mongodb_the_post_is_to_be_repeated_and_then_nothing_of_it_is_doubled() {
        site.killKafka();
        site.killMongo();
        List<HttpResponse<String>> away = List.of(post("both-good", "both-bad"), post("both-good", "both-bad"));
        site.startMongo();
        site.startKafka();

        assertThat(away).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        Awaitility.await("the repeat is taken")
                .atMost(PATIENCE)
                .until(() -> post("both-good", "both-bad").statusCode() == 200);
        awaitOneEventOf("both-good");
        awaitOneRowOf("both-bad");
    }

    /** As Volcengine does, a repeat has the trace id of the first post. */
    private static HttpResponse<String> post(String good, String bad) {
        ObjectNode body = (ObjectNode) Payloads.tree(Payloads.volcengine("Metric", "critical", good, good, bad));
        ArrayNode resources = (ArrayNode) body.path("Resources");
        ((ObjectNode) resources.get(1)).putNull("Name");
        return hub.post(
                "/alarms/volcengine",
                Map.of("x-volc-trace-id", "trace-" + good),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitOneEventOf(String resource) {
        Awaitility.await(resource).atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(site.database()
                        .getCollection("veaiops__event")
                        .find(new Document("fingerprint", "volcengine:group:" + resource)))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.get("count", Number.class).intValue()).isEqualTo(1)));
    }

    private static void awaitOneRowOf(String mark) {
        Awaitility.await(mark).atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            JsonNode rows = Hub.json(hub.call("GET", REJECTED, "")).path("data");
            assertThat(rows)
                    .filteredOn(row -> body(row).contains(mark))
                    .as(rows.toString())
                    .hasSize(1);
        });
    }

    private static String body(JsonNode row) {
        String path =
                "/apis/v1/manager/event-center/rejected/" + row.path("_id").asText();
        return Hub.json(hub.call("GET", path, "")).at("/data/body").asText();
    }
}
