package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.SlackPush;

/** The servers behind the hub go away and come back; the same process goes on, and nothing is lost. */
@Tag("slow")
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static Site site;
    private static RecordingTarget target;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.startKillable("outage");
        site.bot("Slack", "A0SLACKAPP", Map.of("signing_secret", SLACK_SECRET));
        target = RecordingTarget.start();
        hub = site.hub(Map.of());
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void while_kafka_is_away_the_door_takes_alarms_and_they_are_merged_in_order_afterwards() {
        subscribe("kafka");
        post("PROBLEM", "kafka");

        site.killKafka();
        List.of("OK", "PROBLEM", "OK", "PROBLEM", "PROBLEM").forEach(status -> post(status, "kafka"));
        assertThat(spooled()).isPositive();
        awaitMetric("veaiops_spool_waiting{log=\"alarms\"", value -> value > 0);
        awaitMetric("veaiops_spool_waiting_oldest_seconds{log=\"alarms\"", value -> value > 0);
        site.startKafka();

        assertThat(hub.log().lines().filter(line -> line.contains("takes no records: alarms")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"alarm_id\":\""));
        Awaitility.await("all are merged").atMost(PATIENCE).until(() -> counted("kafka") == 6);
        awaitMetric("veaiops_spool_waiting{log=\"alarms\"", value -> value == 0);
        assertThat(hub.metric("veaiops_spool_drained_total{log=\"alarms\""))
                .isPositive()
                .isEqualTo(hub.metric("veaiops_spool_kept_total{log=\"alarms\""));
        assertThat(events("kafka"))
                .extracting(event -> event.getString("state"))
                .containsExactlyInAnyOrder("RESOLVED", "RESOLVED", "FIRING");
        assertThat(spooled()).isZero();
        post("PROBLEM", "kafka");
        Awaitility.await("Kafka is used again").atMost(PATIENCE).until(() -> counted("kafka") == 7);
        awaitSends("/kafka", 5);
    }

    @Test
    void while_kafka_is_away_a_message_of_a_chat_is_taken_and_worked_on_afterwards() {
        assertThat(say("Ev-before", "before").statusCode()).isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).until(() -> said().contains("before"));

        site.killKafka();
        HttpResponse<String> taken = say("Ev-away", "while it was away");
        site.startKafka();

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        Awaitility.await("the message is worked on").atMost(PATIENCE).until(() -> said().contains("while it was away"));
        assertThat(say("Ev-away", "while it was away").statusCode())
                .as("the platform posts again")
                .isEqualTo(200);
        assertThat(say("Ev-after", "after").statusCode()).isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).until(() -> said().contains("after"));
        assertThat(said()).containsOnlyOnce("while it was away");
    }

    @Test
    void while_mongodb_is_away_the_door_takes_alarms_and_the_same_process_merges_them_afterwards() {
        subscribe("mongodb");
        post("PROBLEM", "mongodb");
        Awaitility.await().atMost(PATIENCE).until(() -> counted("mongodb") == 1);

        site.killMongo();
        for (int i = 0; i < 20; i++) {
            post("PROBLEM", "mongodb");
        }
        post("OK", "mongodb");
        site.startMongo();

        Awaitility.await("all are merged").atMost(PATIENCE).ignoreExceptions().until(() -> counted("mongodb") == 22);
        assertThat(events("mongodb")).singleElement().satisfies(event -> assertThat(event.getString("state"))
                .isEqualTo("RESOLVED"));
        awaitSends("/mongodb", 2);
    }

    @Test
    void with_both_away_the_door_says_so_and_nothing_half_done_stays() {
        post("PROBLEM", "both");
        Awaitility.await().atMost(PATIENCE).until(() -> counted("both") == 1);

        site.killKafka();
        site.killMongo();
        HttpResponse<String> first = hub.post("zabbix", Payloads.zabbix("PROBLEM", "both", "both"));
        HttpResponse<String> second = hub.post("zabbix", Payloads.zabbix("PROBLEM", "both", "both"));
        HttpResponse<String> message = say("Ev-both", "with both away");
        site.startMongo();
        site.startKafka();

        assertThat(List.of(first, second, message)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(hub.log().lines().filter(line -> line.contains("request not possible now: POST /alarms/zabbix")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"alarm_id\":\""));
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            post("PROBLEM", "both");
            return counted("both") >= 2;
        });
        assertThat(said()).doesNotContain("with both away");
        assertThat(say("Ev-both", "with both away").statusCode())
                .as("the platform posts again")
                .isEqualTo(200);
        Awaitility.await().atMost(PATIENCE).until(() -> said().contains("with both away"));
    }

    @Test
    void a_refused_body_is_kept_with_its_reason_and_without_headers_or_tokens() {
        HttpResponse<String> answer = hub.post("zabbix", "{\"params\": 7, \"mark\": \"kept-body\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> kept = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            kept.clear();
            rejected().forEach(record -> {
                kept.add(new String(record.value(), StandardCharsets.UTF_8));
                assertThat(record.headers()).isEmpty();
            });
            assertThat(kept).anyMatch(text -> text.contains("\"source\":\"zabbix\""));
        });
        String mine = kept.stream()
                .filter(text -> text.contains(Base64.getEncoder()
                        .encodeToString("{\"params\": 7, \"mark\": \"kept-body\"}".getBytes(StandardCharsets.UTF_8))))
                .findFirst()
                .orElseThrow();
        assertThat(mine).contains("\"error\":", "\"message\":").doesNotContain(Hub.ALARM_TOKEN);
    }

    @Test
    void no_token_header_or_signing_secret_reaches_the_log() {
        String secret = "e2e-webhook-header-secret";
        var rule = Payloads.subscription("secret", target.url("/secret?key=url-secret"), List.of());
        rule.putObject("webhook_headers").put("X-Token", secret);
        assertThat(hub.call("POST", "/apis/v1/manager/event-center/subscribe/", Payloads.text(rule))
                        .statusCode())
                .isEqualTo(201);

        post("PROBLEM", "secret");

        awaitSends("/secret", 1);
        assertThat(target.at("/secret").get(0).headers()).containsEntry("x-token", secret);
        assertThat(site.logs()).doesNotContain(secret, "url-secret", Hub.ALARM_TOKEN, Hub.ADMIN_TOKEN);
    }

    private static void post(String status, String project) {
        HttpResponse<String> answer = hub.post("zabbix", Payloads.zabbix(status, project, project));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A person writes in a Slack channel. */
    private static HttpResponse<String> say(String eventId, String text) {
        SlackPush push = SlackPush.json(
                        "{\"api_app_id\":\"A0SLACKAPP\",\"event_id\":\"" + eventId
                                + "\",\"event\":{\"type\":\"message\",\"channel\":\"C1\",\"channel_type\":\"channel\","
                                + "\"user\":\"U1\",\"ts\":\"" + Math.abs(eventId.hashCode()) + ".000100\",\"text\":\""
                                + text
                                + "\"}}",
                        Instant.now())
                .signed(SLACK_SECRET);
        return hub.post("/webhooks/Slack", push.headers(), push.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The messages that are stored, in one text. */
    private static String said() {
        StringBuilder all = new StringBuilder();
        site.database().getCollection("veaiops__chatops_message").find().forEach(message -> all.append(
                        message.getString("msg_id"))
                .append(message.get("msg_llm_compatible"))
                .append('\n'));
        return all.toString();
    }

    private static void subscribe(String project) {
        String rule = Payloads.text(Payloads.subscription(project, target.url("/" + project), List.of()));
        assertThat(hub.call("POST", "/apis/v1/manager/event-center/subscribe/", rule)
                        .statusCode())
                .isEqualTo(201);
    }

    private static void awaitMetric(String series, DoublePredicate wanted) {
        Awaitility.await(series).atMost(PATIENCE).until(() -> wanted.test(hub.metric(series)));
    }

    private static long spooled() {
        return site.database().getCollection("veaiops__spool").countDocuments();
    }

    private static List<Document> events(String project) {
        return site.database()
                .getCollection("veaiops__event")
                .find(new Document("project", project))
                .into(new ArrayList<>());
    }

    private static long counted(String project) {
        return events(project).stream()
                .mapToLong(event -> event.get("count", Number.class).longValue())
                .sum();
    }

    private static void awaitSends(String path, int count) {
        Awaitility.await("sends at " + path).atMost(PATIENCE).untilAsserted(() -> assertThat(target.at(path))
                .hasSize(count));
    }

    private static List<ConsumerRecord<String, byte[]>> rejected() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.kafka(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("veaiops.alarms.rejected").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (records.size() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
