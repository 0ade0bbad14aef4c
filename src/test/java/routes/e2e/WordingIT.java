package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.fakes.FakeWeCom;
import routes.json.Json;

/** What a subscription says of its messages over REST is what people read in their group. */
class WordingIT {
    private static final String STRATEGIES = "/apis/v1/manager/event-center/inform-strategy/";
    private static final String SUBSCRIPTIONS = "/apis/v1/manager/event-center/subscribe/";

    @TempDir
    private static Path templates;

    private static Site site;
    private static Hub hub;
    private static FakeWeCom wecom;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(templates.resolve("wecom"));
        Files.writeString(
                templates.resolve("wecom/night.mustache"),
                "{\"msgtype\": \"markdown\", \"markdown\": {\"content\":"
                        + " \"night shift: {{title}} on {{resource}}, {{headline}}, {{zone}}\"}}");
        wecom = new FakeWeCom(Clock.systemUTC());
        site = Site.start("wording");
        hub = site.hub(Map.of(
                "veaiops.channel.wecom.base-url",
                wecom.url(),
                "veaiops.templates.dir",
                templates.toString(),
                "veaiops.messages.language",
                "en",
                "veaiops.messages.time-zone",
                "UTC"));
        site.bot("WeChat", "wecom-robot", Map.of("webhook_url", wecom.robot("k1")));
    }

    @AfterAll
    static void stop() {
        site.close();
        wecom.close();
    }

    @Test
    void each_subscription_is_told_in_its_own_language_time_zone_and_template() {
        created(SUBSCRIPTIONS, subscription("shop-usual", Map.of()));
        created(
                SUBSCRIPTIONS,
                subscription("shop-zh", Map.of("message_language", "zh", "message_time_zone", "Asia/Shanghai")));
        created(
                SUBSCRIPTIONS,
                subscription(
                        "shop-night",
                        Map.of(
                                "message_template", "night",
                                "message_language", "zh",
                                "message_time_zone", "Asia/Tokyo")));

        assertThat(told("shop-usual", "u1")).contains("Alarm · Problem: high cpu", "Resource", "Times are UTC<");
        assertThat(told("shop-zh", "z1")).contains("告警 · Problem: high cpu", "资源", "时间为 UTC+08:00");
        assertThat(told("shop-night", "n1")).isEqualTo("night shift: Problem: high cpu on n1, 告警, UTC+09:00");
    }

    @ParameterizedTest
    @CsvSource({
        "message_template, nihgt, night",
        "message_language, tlh, zh",
        "message_time_zone, Mars/Olympus, Asia/Shanghai"
    })
    void a_look_that_there_is_none_of_is_refused_by_its_field_and_nothing_is_subscribed(
            String field, String value, String remedy) {
        long before = site.database().getCollection("veaiops__event_subscribe").countDocuments();

        HttpResponse<String> answer = post(SUBSCRIPTIONS, subscription("shop-refused-" + field, Map.of(field, value)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(Hub.json(answer).path("field").asText()).isEqualTo(field);
        assertThat(Hub.json(answer).path("message").asText()).contains(remedy);
        assertThat(site.database().getCollection("veaiops__event_subscribe").countDocuments())
                .isEqualTo(before);
    }

    /** What the group reads about a new problem. */
    private static String told(String project, String host) {
        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", project, host))
                .get(0);
        hub.awaitStatus(id, 3);
        return wecom.shown().stream()
                .map(shown -> shown.at("/markdown/content").asText())
                .filter(text -> text.contains(host))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> subscription(String project, Map<String, String> look) {
        String strategy = created(
                        STRATEGIES,
                        Map.of(
                                "name",
                                project,
                                "channel",
                                "WeChat",
                                "bot_id",
                                "wecom-robot",
                                "chat_ids",
                                List.of("wecom-robot")))
                .path("id")
                .asText();
        Map<String, Object> subscription = new HashMap<>(Map.of(
                "name", project,
                "agent_type", "intelligent_threshold_agent",
                "inform_strategy_ids", List.of(strategy),
                "start_time", Instant.now().minusSeconds(60).toString(),
                "end_time", Instant.now().plusSeconds(3600).toString(),
                "event_level", List.of(),
                "interest_projects", List.of(project)));
        subscription.putAll(look);
        return subscription;
    }

    private static JsonNode created(String path, Map<String, Object> body) {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Hub.json(answer).path("data");
    }

    private static HttpResponse<String> post(String path, Map<String, Object> body) {
        return hub.call("POST", path, new String(Json.bytes(body), StandardCharsets.UTF_8));
    }
}
