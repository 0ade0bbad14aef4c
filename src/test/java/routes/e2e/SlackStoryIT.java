package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.FakeSlack;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SlackPush;

/** One problem as people in Slack see it: it fires, a person takes it, it is over; all in the place of the first message. */
@Tag("slow")
class SlackStoryIT {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String APP = "A0SLACKAPP";
    private static final String UPDATE = "/api/chat.update";
    private static final String GREEN = "#12b76a";
    private static Site site;
    private static Hub hub;
    private static FakeSlack slack;

    @BeforeAll
    static void start() {
        slack = new FakeSlack(Clock.systemUTC()).app("xoxb-1", "U-BOT");
        site = Site.start("slack-story");
        hub = site.hub(Map.of("veaiops.channel.slack.base-url", slack.api()));
        site.bot("Slack", APP, Map.of("secret", "xoxb-1", "signing_secret", SECRET));
    }

    @AfterAll
    static void stop() {
        site.close();
        slack.close();
    }

    @Test
    void a_message_goes_from_firing_over_acknowledged_to_recovered_in_its_place() throws Exception {
        subscribe("C1", "shop-s1");
        hub.awaitStatus(alarm("PROBLEM", "shop-s1"), 3);
        JsonNode message = messages("C1").get(0);
        String ts = message.path("ts").asText();

        assertThat(click(message, "C1").statusCode()).isEqualTo(200);

        await("acknowledged", () -> message.path("text").asText().contains("Acknowledged <@U2>"));
        assertThat(changes("C1"))
                .singleElement()
                .satisfies(change -> assertThat(change.path("ts").asText()).isEqualTo(ts));
        assertThat(button(message, "mute-1h")).as("what is still offered").isNotEmpty();

        alarm("OK", "shop-s1");

        await("recovered", () -> message.at("/attachments/0/color").asText().equals(GREEN));
        assertThat(message.path("text").asText()).startsWith("✅ 已认领 · Acknowledged <@U2>\n");
        assertThat(button(message, "acknowledge")).isEmpty();
        assertThat(messages("C1")).hasSize(2);
    }

    @Test
    void a_recovery_is_sent_once_when_the_earlier_message_cannot_be_changed() {
        subscribe("C2", "shop-s2");
        hub.awaitStatus(alarm("PROBLEM", "shop-s2"), 3);
        slack.next(call -> change(call, "C2"), PlatformAnswer.json(500, Map.of("ok", false)));

        alarm("OK", "shop-s2");

        await("the failed change", slack::faultsMet);
        await("the receipts", () -> states("C2").equals(List.of("SENT", "SENT")));
        Awaitility.await("no second recovery")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> messages("C2").size() == 2);
    }

    private static String alarm(String status, String project) {
        return hub.accepted("zabbix", Payloads.zabbix(status, project, project)).get(0);
    }

    private static HttpResponse<String> click(JsonNode message, String channel) throws Exception {
        String payload = "{\"type\":\"block_actions\",\"api_app_id\":\"" + APP + "\",\"trigger_id\":\"t.1\","
                + "\"user\":{\"id\":\"U2\",\"username\":\"jo\"},\"container\":{\"type\":\"message\",\"message_ts\":\""
                + message.path("ts").asText() + "\"},\"channel\":{\"id\":\"" + channel + "\"},"
                + "\"actions\":[{\"type\":\"button\",\"action_id\":\"acknowledge\",\"value\":\""
                + button(message, "acknowledge") + "\"}]}";
        SlackPush push = SlackPush.click(payload, Instant.now()).signed(SECRET);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url("/webhooks/Slack")))
                .header("Content-Type", push.contentType())
                .POST(BodyPublishers.ofString(push.body()));
        push.headers().forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** What a button carries; empty when it is not there. */
    private static String button(JsonNode message, String name) {
        for (JsonNode block : message.at("/attachments/0/blocks")) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("action_id").asText().equals(name)) {
                    return element.path("value").asText();
                }
            }
        }
        return "";
    }

    /** The messages in a channel as they are now, oldest first. */
    private static List<JsonNode> messages(String channel) {
        return slack.shown().stream()
                .filter(message -> message.path("channel").asText().equals(channel))
                .toList();
    }

    private static List<JsonNode> changes(String channel) {
        return slack.calls(UPDATE).stream()
                .filter(call -> change(call, channel))
                .map(PlatformCall::json)
                .toList();
    }

    private static boolean change(PlatformCall call, String channel) {
        return call.path().equals(UPDATE)
                && call.json().path("channel").asText().equals(channel);
    }

    private static List<String> states(String channel) {
        List<String> states = new ArrayList<>();
        site.database()
                .getCollection("veaiops__event_notice_detail")
                .find(new Document("target", channel))
                .forEach(notice -> states.add(notice.getString("state")));
        return states;
    }

    private static void subscribe(String channel, String project) {
        slack.channel(channel, project);
        hub.subscribe(project, "Slack", APP, channel);
    }

    private static void await(String what, Callable<Boolean> seen) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(seen);
    }
}
