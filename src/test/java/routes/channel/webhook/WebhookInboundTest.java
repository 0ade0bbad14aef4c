package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.common.error.ErrorCode;
import routes.fakes.BotsInMemory;

/** Who may post, and what becomes of it. */
class WebhookInboundTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant THEN = Instant.ofEpochSecond(1614265330);
    private static final String MESSAGE =
            "{\"type\":\"veaiops.msg.receive\",\"timestamp\":\"2021-02-25T15:02:10Z\",\"data\":{\"message_id\":\"m1\","
                    + "\"chat_id\":\"room\",\"text\":\"disk is full\",\"sender_id\":\"jo\",\"mentioned\":true}}";

    private final WebhookChannel webhooks =
            channel(bot("Webhook", "crm", "signing_secret", SECRET), bot("Webhook", "plain", "token", "a-long-token"));

    private static WebhookChannel channel(Bot... bots) {
        return new WebhookChannel(BotsInMemory.of(bots));
    }

    private static InboundPost post(String body, Map<String, String> headers, Instant at) {
        return new InboundPost(
                InboundPost.Path.ANY, "POST", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), at);
    }

    private static Map<String, String> signature(String id, String value) {
        return Map.of("webhook-id", id, "webhook-timestamp", "1614265330", "webhook-signature", value);
    }

    private static InboundPost signed(String body, String secret) throws Exception {
        String signature = new Webhook(secret).sign("msg_1", THEN.getEpochSecond(), body);
        return post(body, signature("msg_1", signature), THEN);
    }

    private static InboundPost shown(String body, String token) {
        return post(body, Map.of("x-veaiops-token", token), THEN);
    }

    private static InboundEvent accepted(Received received) {
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).events().get(0);
    }

    @Test
    void headers_that_svix_names_count_like_those_of_the_scheme() throws Exception {
        Map<String, String> named = new HashMap<>();
        signed(MESSAGE, SECRET)
                .headers()
                .forEach(
                        (name, value) -> named.put(name.toLowerCase(Locale.ROOT).replace("webhook-", "svix-"), value));

        InboundEvent event = accepted(webhooks.receive(post(MESSAGE, named, THEN)));
        assertThat(event.header().eventId())
                .isEqualTo(accepted(webhooks.receive(signed(MESSAGE, SECRET)))
                        .header()
                        .eventId());
        named.put("svix-signature", "v1,AAAA");
        assertRefused(webhooks.receive(post(MESSAGE, named, THEN)), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void the_vector_of_the_scheme_holds() {
        String body = "{\"test\": 2432232314}";
        String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        Map<String, String> headers = signature("msg_p5jXN8AQM9LWM0D4loKWxJek", signature);

        InboundEvent event = accepted(webhooks.receive(post(body, headers, THEN)));

        assertThat(event.header().appId()).isEqualTo("crm");
        assertThat(event.header().eventId()).isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
        assertThat(event.header().eventType()).isEqualTo(EventTypes.UNKNOWN);
        assertThat(event.event().path("test").asLong()).isEqualTo(2432232314L);
    }

    @Test
    void any_of_several_signatures_and_any_of_several_secrets_will_do() throws Exception {
        WebhookChannel rotating = channel(bot("Webhook", "crm", "signing_secret", OTHER + " " + SECRET));
        String right = new Webhook(SECRET).sign("msg_1", THEN.getEpochSecond(), MESSAGE);

        assertThat(rotating.receive(post(MESSAGE, signature("msg_1", "v1,AAAA v1a,BBBB " + right), THEN)))
                .isInstanceOf(Received.Accepted.class);
        assertThat(rotating.receive(signed(MESSAGE, OTHER))).isInstanceOf(Received.Accepted.class);
    }

    @Test
    void another_secret_another_body_and_no_signature_are_refused() throws Exception {
        InboundPost right = signed(MESSAGE, SECRET);

        assertRefused(webhooks.receive(signed(MESSAGE, OTHER)), ErrorCode.UNAUTHENTICATED);
        assertRefused(webhooks.receive(post(MESSAGE + " ", right.headers(), THEN)), ErrorCode.UNAUTHENTICATED);
        assertRefused(webhooks.receive(post(MESSAGE, Map.of(), THEN)), ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 999_999_999})
    void a_time_far_off_is_refused_on_either_side(long seconds) throws Exception {
        InboundPost right = signed(MESSAGE, SECRET);

        assertRefused(
                webhooks.receive(post(MESSAGE, right.headers(), THEN.plusSeconds(seconds))), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_replay_is_the_same_delivery_and_a_repetition_another_one() throws Exception {
        Received.Accepted first = (Received.Accepted) webhooks.receive(signed(MESSAGE, SECRET));
        Map<String, String> later = new HashMap<>(signed(MESSAGE, SECRET).headers());
        later.put("webhook-timestamp", "1614265340");
        later.put("webhook-signature", new Webhook(SECRET).sign("msg_1", 1614265340, MESSAGE));
        Received.Accepted again = (Received.Accepted) webhooks.receive(post(MESSAGE, later, THEN.plusSeconds(10)));

        assertThat(((Received.Accepted) webhooks.receive(signed(MESSAGE, SECRET))).once())
                .isEqualTo(first.once());
        assertThat(again.once()).isNotEqualTo(first.once());
        assertThat(again.events().get(0).header().eventId())
                .isEqualTo(first.events().get(0).header().eventId());
    }

    @Test
    void a_system_that_cannot_sign_shows_its_token() {
        assertThat(accepted(webhooks.receive(shown(MESSAGE, "a-long-token")))
                        .header()
                        .appId())
                .isEqualTo("plain");
        assertThat(webhooks.receive(post(MESSAGE, Map.of("authorization", "Bearer a-long-token"), THEN)))
                .isInstanceOf(Received.Accepted.class);
        assertRefused(webhooks.receive(shown(MESSAGE, "a-long-tokeN")), ErrorCode.UNAUTHENTICATED);
        assertRefused(webhooks.receive(shown(MESSAGE, "")), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_system_that_can_sign_must_and_one_with_nothing_takes_nothing() {
        WebhookChannel both = channel(bot("Webhook", "crm", "signing_secret", SECRET, "token", "a-long-token"));

        assertRefused(both.receive(shown(MESSAGE, "a-long-token")), ErrorCode.UNAUTHENTICATED);
        assertRefused(channel(bot("Webhook", "crm")).receive(shown(MESSAGE, "")), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_message_of_any_system_becomes_a_message_of_ours() {
        InboundEvent event = accepted(webhooks.receive(shown(MESSAGE, "a-long-token")));

        assertThat(webhooks.message(event, bot("Webhook", "plain"))).hasValueSatisfying(message -> {
            assertThat(message.msgId()).isEqualTo("m1");
            assertThat(message.chatId()).isEqualTo("room");
            assertThat(message.chatType()).isEqualTo(ChatType.GROUP);
            assertThat(message.text()).isEqualTo("disk is full");
            assertThat(message.mentioned()).isTrue();
            assertThat(message.msgTime()).isEqualTo(Instant.parse("2021-02-25T15:02:10Z"));
        });
    }

    @Test
    void the_references_form_is_understood_too() {
        String body = "{\"header\":{\"event_id\":\"e1\",\"event_type\":\"veaiops.chat.updated\","
                + "\"create_time\":\"1609459200000\"},\"event\":{\"chat_id\":\"room\",\"name\":\"New\"}}";

        InboundEvent event = accepted(webhooks.receive(shown(body, "a-long-token")));

        assertThat(event.header().eventId()).isEqualTo("e1");
        assertThat(webhooks.chat(event, bot("Webhook", "plain"))).hasValueSatisfying(change -> {
            assertThat(change.name()).isEqualTo("New");
            assertThat(change.active()).isTrue();
            assertThat(change.at()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
        });
    }

    @Test
    void a_click_names_its_button_and_its_person() {
        String body = "{\"type\":\"veaiops.card.action\",\"id\":\"c1\",\"data\":{\"chat_id\":\"room\","
                + "\"value\":{\"action\":\"like\",\"signed\":\"s\"},\"actor\":{\"user_id\":\"jo\"}}}";

        InboundEvent event = accepted(webhooks.receive(shown(body, "a-long-token")));

        assertThat(webhooks.action(event, bot("Webhook", "plain"))).hasValueSatisfying(action -> {
            assertThat(action.clickId()).isEqualTo("c1");
            assertThat(action.value().path("action").asText()).isEqualTo("like");
            assertThat(action.actor()).containsEntry("user_id", "jo");
        });
    }

    @Test
    void what_lacks_a_field_or_is_no_json_is_refused_with_its_name() {
        assertThat(webhooks.receive(shown(MESSAGE.replace("\"m1\"", "7"), "a-long-token")))
                .isInstanceOfSatisfying(Received.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.BAD_REQUEST);
                    assertThat(refused.reason()).contains("message_id");
                });
        assertRefused(webhooks.receive(shown("[]", "a-long-token")), ErrorCode.MALFORMED_BODY);
        assertRefused(webhooks.receive(shown("{", "a-long-token")), ErrorCode.MALFORMED_BODY);
    }

    @Test
    void an_unknown_type_is_recorded() {
        InboundEvent event = accepted(webhooks.receive(shown("{\"type\":\"invoice.paid\"}", "a-long-token")));

        assertThat(event.header().eventType()).isEqualTo(EventTypes.UNKNOWN);
        assertThat(event.header().platformType()).isEqualTo("invoice.paid");
    }

    private static void assertRefused(Received received, ErrorCode code) {
        assertThat(received).isInstanceOfSatisfying(Received.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
