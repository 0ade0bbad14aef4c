package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.Channel;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.common.json.Json;
import routes.common.outgoing.EgressWiring;
import routes.http.RunningApi;
import routes.steps.watch.PipelineMetrics;
import routes.store.WireServer;
import routes.wiring.ChannelWiring;
import routes.wiring.InboundWiring;
import routes.wiring.LarkWiring;
import routes.wiring.MappedWiring;
import routes.wiring.RenderWiring;
import routes.wiring.SubscriptionWiring;

/** The webhooks of chat platforms over HTTP, with the log away: what is accepted waits in the spool. */
@Tag("slow")
class InboundEndpointTest {
    private static final WireServer STORE = WireServer.start();
    private static RunningApi api;

    /** Takes whatever says so. */
    private static final class Talker implements Channel {
        @Override
        public String type() {
            return "Talker";
        }

        @Override
        public Received receive(InboundPost post) {
            String text = new String(post.body(), StandardCharsets.UTF_8);
            if (!text.startsWith("genuine")) {
                return Received.Refused.unauthenticated("not genuine");
            }
            InboundEvent event = new InboundEvent(
                    new InboundEvent.Header(
                            "e-1",
                            "veaiops.msg.receive",
                            "said",
                            type(),
                            "bot",
                            "chat",
                            Instant.parse("2026-11-23T10:00:00Z")),
                    Json.mapper()
                            .createObjectNode()
                            .put("text", text)
                            .put("endpoint", post.path().name()));
            return new Received.Accepted(
                    List.of(event),
                    Received.Answer.success("veaiops.msg.receive"),
                    post.parameter("nonce").orElse(null));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(
                List.of("routes/webhooks-receive.camel.yaml", "routes/inbound-log.camel.yaml"),
                List.of(
                        new ChannelWiring(),
                        new InboundWiring(),
                        new LarkWiring(),
                        new MappedWiring(),
                        new RenderWiring(),
                        new SubscriptionWiring(),
                        new EgressWiring()),
                Map.of(
                        "mongoDatabase",
                        STORE.database(),
                        "talker",
                        new Talker(),
                        "pipelineMetrics",
                        new PipelineMetrics(new SimpleMeterRegistry())),
                Map.of(
                        "veaiops.inbound.append-millis", "200",
                        "veaiops.spool.drain-period-millis", "100000",
                        "veaiops.encryption.keys", "k1:" + Base64.getEncoder().encodeToString(new byte[32])));
    }

    @AfterAll
    static void stop() {
        api.close();
        STORE.close();
    }

    @BeforeEach
    void empty() {
        STORE.database().getCollection("veaiops__inbound_spool").deleteMany(new Document());
    }

    @Test
    void what_is_genuine_is_durable_before_the_platform_is_answered() throws Exception {
        HttpResponse<String> answer = api.json("POST", "/webhooks/talker", "genuine hello");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.mapper().readTree(answer.body()))
                .isEqualTo(Json.mapper().readTree("{\"status\":\"success\",\"event\":\"veaiops.msg.receive\"}"));
        assertThat(spooled()).singleElement().satisfies(event -> {
            assertThat(event.at("/header/channel").asText()).isEqualTo("Talker");
            assertThat(event.at("/header/event_type").asText()).isEqualTo("veaiops.msg.receive");
            assertThat(event.at("/event/text").asText()).isEqualTo("genuine hello");
        });
    }

    @Test
    void the_paths_of_veaiops_are_webhooks_too() throws Exception {
        assertThat(api.json("POST", "/apis/v1/hook/Talker", "genuine").statusCode())
                .isEqualTo(200);
        assertThat(api.json("POST", "/apis/v1/callback/Talker/", "genuine").statusCode())
                .isEqualTo(200);

        assertThat(spooled().stream().map(event -> event.at("/event/endpoint").asText()))
                .containsExactly("EVENTS", "CARDS");
    }

    @Test
    void what_is_not_genuine_is_refused_and_leaves_nothing() throws Exception {
        assertError(api.json("POST", "/webhooks/talker", "{}"), 401, "unauthenticated");

        assertThat(spooled()).isEmpty();
    }

    @Test
    void a_delivery_that_was_taken_is_not_taken_again() throws Exception {
        assertThat(api.json("POST", "/webhooks/talker?nonce=n1", "genuine").statusCode())
                .isEqualTo(200);
        assertError(api.json("POST", "/webhooks/talker?nonce=n1", "genuine"), 401, "unauthenticated");

        assertThat(spooled()).hasSize(1);
    }

    @Test
    void an_unknown_provider_is_not_found() throws Exception {
        JsonNode error = assertError(api.json("POST", "/webhooks/Pigeon", "{}"), 404, "not_found");

        assertThat(error.path("message").asText()).contains("Talker");
    }

    @Test
    void any_bytes_are_answered_with_a_reason() throws Exception {
        for (byte[] body : List.of(
                new byte[0], new byte[] {0, (byte) 0xff}, "{".repeat(9999).getBytes(StandardCharsets.UTF_8))) {
            HttpResponse<String> answer = api.send(api.request("POST", "/webhooks/Lark")
                    .header("Content-Type", "application/octet-stream")
                    .method("POST", BodyPublishers.ofByteArray(body))
                    .build());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        assertThat(spooled()).isEmpty();
    }

    @Test
    void a_get_is_for_platforms_that_begin_with_one() throws Exception {
        assertError(api.get("/webhooks/Lark"), 405, "method_not_allowed");
    }

    private static List<JsonNode> spooled() {
        return STORE.database()
                .getCollection("veaiops__inbound_spool")
                .find()
                .map(document -> {
                    try {
                        return Json.mapper()
                                .readTree(document.get("value", Binary.class).getData());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .into(new ArrayList<>());
    }
}
