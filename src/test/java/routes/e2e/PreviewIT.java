package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code try} shows is what the channels post, for every medium and kind; nothing that is secret is shown. */
@Tag("slow")
class PreviewIT {
    private static final String PROJECT = "preview";
    private static final String SECRET = "s3cret-of-the-bot-1";
    private static final String KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    private static final String MAPPING =
            """
            source: beeper
            request: [header X-Room, query sensor]
            alarm: |
              {
                fingerprint: [.headers["X-Room"], .query.sensor],
                status: (if .body.loud then "firing" else "resolved" end),
                level: .body.level,
                title: "\\(.query.sensor) in \\(.headers["X-Room"])",
                summary: "smoke & <fire>",
                project: .body.project
              }
            """;

    @TempDir
    private static Path extensions;

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() throws IOException {
        Path beeper = Files.createDirectories(extensions.resolve("mappings/beeper/samples"));
        Files.writeString(beeper.resolveSibling("source.yaml"), MAPPING);
        Files.writeString(
                beeper.resolve("loud.json"),
                "{\"headers\":{\"X-Room\":\"r\"},\"query\":{\"sensor\":\"s\"},\"body\":{\"loud\":true,\"level\":\"P1\"}}");
        target = RecordingTarget.start()
                .saying("{\"code\":0,\"errcode\":0,\"ok\":true,\"tenant_access_token\":\"token-of-the-platform\","
                        + "\"access_token\":\"token-of-the-platform\",\"accessToken\":\"token-of-the-platform\","
                        + "\"expire\":7200,\"expires_in\":7200,\"expireIn\":7200,\"success\":true,\"id\":\"m1\","
                        + "\"data\":{\"message_id\":\"om_1\"},\"ts\":\"1.1\",\"channel\":\"C1\"}");
        site = Site.start(PROJECT);
        hub = site.hub(Map.of(
                "veaiops.extensions.dir", extensions.toString(),
                "veaiops.alarms.token.beeper", Hub.ALARM_TOKEN,
                "veaiops.merge.notify-level-changes", "true",
                "veaiops.channel.lark.base-url", target.url("/lark"),
                "veaiops.channel.dingtalk.base-url", target.url("/dingtalk"),
                "veaiops.channel.wecom.base-url", target.url("/wecom"),
                "veaiops.channel.slack.base-url", target.url("/slack")));
        chats();
        for (String format : List.of("legacy", "event.v1", "text")) {
            ObjectNode subscription =
                    Payloads.subscription(PROJECT, target.url("/hooks/" + format + "-9f8e7d6c5b4a"), List.of());
            subscription.put("name", format).put("webhook_format", format);
            subscription.putObject("webhook_headers").put("X-Key", "k3y");
            hub.created("subscribe", subscription);
        }
    }

    private static void chats() {
        chat("Lark", "lark-app", "oc_1", Map.of("secret", SECRET));
        chat("LarkBot", "lark-bot", "g1", Map.of("webhook_url", target.url("/open-apis/bot/v2/hook/9f8e7d6c-0001")));
        chat(
                "DingTalk",
                "ding-robot",
                "g2",
                Map.of("webhook_url", target.url("/robot/send?access_token=9f8e7d6c0002")));
        chat("DingTalk", "ding-app", "c2", Map.of("secret", SECRET));
        chat("DingTalk", "ding-cards", "c3", Map.of("secret", SECRET, "card_template_id", "tpl.schema"));
        chat("WeChat", "we-robot", "g3", Map.of("webhook_url", target.url("/cgi-bin/webhook/send?key=9f8e7d6c0003")));
        chat("WeChat", "we-app", "user:li", Map.of("secret", SECRET, "agent_id", "1000007"));
        chat("WeChat", "we-chat", "group4", Map.of("secret", SECRET));
        chat(
                "WeChat",
                "we-cards",
                "user:wu",
                Map.of("secret", SECRET, "agent_id", "7", "callback_token", "tok", "callback_aes_key", KEY));
        chat("Slack", "slack-app", "C1", Map.of("secret", "xoxb-" + SECRET));
        chat("Slack", "slack-hook", "g5", Map.of("webhook_url", target.url("/services/T0/B0/9f8e7d6c0004")));
        chat("Teams", "teams", "g6", Map.of("webhook_url", target.url("/workflows/9f8e7d6c0005")));
        chat("Discord", "discord", "g7", Map.of("webhook_url", target.url("/api/webhooks/1/9f8e7d6c0006")));
        chat("Mattermost", "mattermost", "g8", Map.of("webhook_url", target.url("/hooks/9f8e7d6c0007")));
        chat("Ntfy", "ntfy", "topic9", Map.of("base_url", target.url("/ntfy"), "token", "tk_9f8e7d6c0008"));
        chat("Telegram", "telegram", "-100", Map.of("base_url", target.url("/tg"), "token", "123456:9f8e7d6c0009"));
    }

    private static void chat(String channel, String name, String chat, Map<String, String> credentials) {
        String bot = "preview-" + name;
        site.bot(channel, bot, credentials);
        Map<String, Object> subscription = new HashMap<>(hub.everythingAbout(bot, channel, bot, chat));
        subscription.put("interest_projects", List.of(PROJECT));
        hub.created("subscribe", subscription);
    }

    @AfterAll
    static void stop() {
        site.close();
        target.close();
    }

    @Test
    void what_try_shows_is_what_each_channel_posts_when_a_problem_begins_worsens_eases_and_ends() throws Exception {
        List<String> kinds = new ArrayList<>();
        for (String body : List.of(body(true, "P2"), body(true, "P0"), body(true, "P2"), body(false, "P2"))) {
            JsonNode trial = tried(body).get(0);
            List<JsonNode> calls = new ArrayList<>();
            for (JsonNode notice : trial.path("notices")) {
                assertThat(notice.path("problem").asText()).isEmpty();
                kinds.add(notice.path("kind").asText());
                notice.path("calls").forEach(calls::add);
            }
            int before = target.received().size();

            assertThat(hub.post(
                                    "/alarms/beeper?sensor=smoke",
                                    Map.of("X-Room", "cellar"),
                                    body.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(calls).hasSize(19);
            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(delivered(before))
                    .containsAll(shown(calls)));
            assertThat(trial.toString()).doesNotContain(SECRET, "9f8e7d6c", "token-of-the-platform", "k3y", KEY);
        }
        assertThat(kinds).contains("opened", "escalated", "level_changed", "resolved");
    }

    private static String body(boolean loud, String level) {
        return "{\"loud\":%s,\"level\":\"%s\",\"project\":\"%s\"}".formatted(loud, level, PROJECT);
    }

    private static JsonNode tried(String body) {
        HttpResponse<String> answer = hub.call(
                "POST",
                "/apis/v1/manager/extensions/try/beeper",
                "{\"headers\":{\"X-Room\":\"cellar\"},\"query\":{\"sensor\":\"smoke\"},\"body\":" + body + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Hub.json(answer).path("data");
    }

    /** Path, headers of ours and body, without what differs from one attempt to the next. */
    private static List<String> delivered(int from) {
        List<RecordingTarget.Received> all = target.received();
        return all.subList(from, all.size()).stream()
                .filter(one -> !one.path().matches(".*(gettoken|accessToken|tenant_access_token.*)"))
                .map(one -> one.headers().get("content-type") + " " + same(one.body()))
                .toList();
    }

    private static List<String> shown(List<JsonNode> calls) {
        return calls.stream()
                .map(call -> call.path("headers").path("Content-Type").asText() + " "
                        + same(call.path("body").asText()))
                .toList();
    }

    private static String same(String body) {
        return body.replaceAll("\\b[0-9a-f]{24}\\b", "<id>")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?", "<time>")
                .replaceAll("/e/(?:list/)?<id>/[0-9]+\\.[A-Za-z0-9_-]+", "<link>")
                .replaceAll("%2Fe%2F(?:list%2F)?[0-9a-f<>id]+%2F[0-9]+\\.[A-Za-z0-9_-]+", "<link>")
                .replaceAll("v1:e2e:[A-Za-z0-9+/=]+", "<sealed>")
                .replaceAll("\"log_position\":\"[^\"]*\"", "");
    }
}
