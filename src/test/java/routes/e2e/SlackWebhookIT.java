package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.SlackPush;

/** What Slack and other systems post to our endpoints, as it comes over HTTP: forms keep their bytes. */
@Tag("slow")
class SlackWebhookIT {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("slack");
        hub = site.hub(Map.of());
        site.bot("Slack", "A0SLACKAPP", Map.of("signing_secret", SECRET));
        site.bot("Webhook", "crm-system", Map.of("token", "a-long-token"));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void a_signed_event_a_click_and_the_challenge_are_answered_and_a_forged_one_is_not() throws Exception {
        SlackPush challenge = SlackPush.json("{\"type\":\"url_verification\",\"challenge\":\"abc\"}", Instant.now());
        SlackPush event = SlackPush.json(
                "{\"api_app_id\":\"A0SLACKAPP\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\",\"channel\":\"C1\","
                        + "\"user\":\"U1\",\"ts\":\"1700000000.000100\",\"text\":\"hi\"}}",
                Instant.now());
        SlackPush click = SlackPush.click(
                "{\"type\":\"block_actions\",\"api_app_id\":\"A0SLACKAPP\",\"trigger_id\":\"t 1+&=\","
                        + "\"channel\":{\"id\":\"C1\"},\"actions\":[{\"action_id\":\"like\",\"value\":\"汉\"}]}",
                Instant.now());

        assertThat(post(challenge.signed(SECRET)).body()).contains("\"challenge\":\"abc\"");
        assertThat(post(event.signed(SECRET)).statusCode()).isEqualTo(200);
        assertThat(post(click.signed(SECRET)).statusCode()).isEqualTo(200);
        assertThat(post(click.signed("another")).statusCode()).isEqualTo(401);
        assertThat(post(event).statusCode()).isEqualTo(401);
    }

    @Test
    void the_same_delivery_is_taken_once_and_a_repetition_again() throws Exception {
        SlackPush event = SlackPush.json(
                        "{\"api_app_id\":\"A0SLACKAPP\",\"event_id\":\"Ev2\",\"event\":{\"type\":\"reaction_added\"}}",
                        Instant.now())
                .signed(SECRET);

        assertThat(post(event).statusCode()).isEqualTo(200);
        assertThat(post(event).statusCode()).isEqualTo(401);
        assertThat(post(event.repeated(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_message_is_worked_on_although_the_process_is_killed_right_after_its_answer() throws Exception {
        SlackPush said = SlackPush.json(
                        "{\"api_app_id\":\"A0SLACKAPP\",\"event_id\":\"Ev3\",\"event\":{\"type\":\"message\","
                                + "\"channel\":\"C1\",\"user\":\"U1\",\"ts\":\"1700000003.000100\",\"text\":\"just in time\"}}",
                        Instant.now())
                .signed(SECRET);

        assertThat(post(said).statusCode()).isEqualTo(200);
        hub.kill();
        hub = site.hub(Map.of());

        Awaitility.await("the message").atMost(Duration.ofSeconds(60)).until(() -> messages() == 1);
    }

    private static long messages() {
        return site.database()
                .getCollection("veaiops__chatops_message")
                .countDocuments(new Document("msg_id", "C1:1700000003.000100"));
    }

    @Test
    void any_system_with_a_token_may_post() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + "/webhooks/webhook"))
                .POST(BodyPublishers.ofString("{\"type\":\"invoice.paid\"}"));

        assertThat(send(request.copy()).statusCode()).isEqualTo(401);
        assertThat(send(request.header("X-Veaiops-Token", "a-long-token")).body())
                .contains("veaiops.unknown_event");
    }

    private static HttpResponse<String> post(SlackPush push) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + "/webhooks/Slack"))
                .header("Content-Type", push.contentType())
                .POST(BodyPublishers.ofByteArray(push.body().getBytes(StandardCharsets.UTF_8)));
        push.headers().forEach(request::header);
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
