package routes.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import routes.common.json.Json;
import routes.fakes.PublicSchema;

/** The packaged application on the servers that people run in production; skipped where there is no Docker. */
@Tag("slow")
@Testcontainers(disabledWithoutDocker = true)
class RealStoresIT {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:3.9.2");

    @Container
    private static final MongoDBContainer MONGODB = new MongoDBContainer("mongo:7.0");

    @Test
    void an_alarm_becomes_an_event_on_the_feed() throws Exception {
        String database = MONGODB.getReplicaSetUrl("veaiops");
        try (PackagedApplication application = PackagedApplication.ready(KAFKA.getBootstrapServers(), database)) {
            HttpResponse<String> answer = application
                    .post(Files.readString(Path.of("src/main/resources/samples/zabbix/firing.json")))
                    .join();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String id = Json.mapper().readTree(answer.body()).path("data").asText();
            try (Feed feed = new Feed(KAFKA.getBootstrapServers(), "veaiops.events")) {
                ConsumerRecord<String, String> published =
                        feed.await(event -> event.value().contains(id));
                JsonNode event = Json.mapper().readTree(published.value());
                assertThat(PublicSchema.named("event").problemsOf(event)).isEmpty();
            }
        }
    }
}
