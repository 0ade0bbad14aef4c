package routes.channel.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.AccessTokens;
import routes.channel.CardAction;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.common.error.ErrorCode;
import routes.common.json.Json;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeDingTalk;

/** Who may post, what is answered, and what becomes of it. */
@Tag("slow")
class DingTalkInboundTest {
    private static final Instant NOW = Instant.ofEpochMilli(1783610513000L);
    private static final String STAMP = "1783610513000";
    private static final String KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    private static final Bot APP = bot(
            "DingTalk",
            "app",
            "secret",
            "app secret",
            "event_token",
            "123456",
            "event_aes_key",
            KEY,
            "card_secret",
            "cs");
    private static final CallbackEnvelope ENVELOPE = CallbackEnvelope.of(Secret.of("123456"), Secret.of(KEY), "app");
    private static final String SAID =
            """
            {"msgtype":"text","text":{"content":" restart web-1 "},"msgId":"msg1","createAt":1783610512000,
             "conversationType":"2","conversationId":"cid1","conversationTitle":"Ops","senderId":"$:x","senderNick":"Li",
             "senderStaffId":"staff1","isInAtList":true,"chatbotUserId":"bot1","robotCode":"app",
             "atUsers":[{"dingtalkId":"bot1"},{"dingtalkId":"d2","staffId":"staff2"}]}
            """;

    private final DingTalkChannel channel = channelOf(APP);

    private static DingTalkChannel channelOf(Bot... bots) {
        DingTalkApi nobody = new DingTalkApi(
                request -> {
                    throw new AssertionError("a post is verified without a call: " + request);
                },
                new AccessTokens(Clock.systemUTC()));
        return new DingTalkChannel(BotsInMemory.of(bots), nobody, null, Duration.ofMinutes(10), () -> new byte[16]);
    }

    @Test
    void what_is_said_to_the_robot_becomes_a_message() {
        InboundEvent event = accepted(channel.receive(robot(SAID, "app secret", STAMP)));

        assertThat(event.header())
                .isEqualTo(new InboundEvent.Header(
                        "msg1",
                        EventTypes.MESSAGE,
                        "robot.text",
                        "DingTalk",
                        "app",
                        "cid1",
                        Instant.ofEpochMilli(1783610512000L)));
        Message message = channel.message(event, APP).orElseThrow();
        assertThat(message.text()).isEqualTo("restart web-1");
        assertThat(message.chatType()).isEqualTo(ChatType.GROUP);
        assertThat(message.senderId()).isEqualTo("staff1");
        assertThat(message.mentioned()).isTrue();
        assertThat(message.mentions()).extracting("id").containsExactly("bot1", "staff2");
    }

    @Test
    void the_robot_says_nothing_by_itself() {
        Received.Accepted accepted = (Received.Accepted) channel.receive(robot(SAID, "app secret", STAMP));

        assertThat(new String(accepted.answer().body(), StandardCharsets.UTF_8)).isEqualTo("{\"msgtype\":\"empty\"}");
    }

    @Test
    void one_person_counts_as_mentioning_and_can_be_answered() {
        String said = SAID.replace("\"conversationType\":\"2\"", "\"conversationType\":\"1\"")
                .replace("\"isInAtList\":true", "\"isInAtList\":false");

        Message message = message(said);

        assertThat(message.chatType()).isEqualTo(ChatType.P2P);
        assertThat(message.chatId()).isEqualTo("user:staff1");
        assertThat(message.mentioned()).isTrue();
    }

    @Test
    void parts_keep_their_order() {
        Message message = message(
                """
                {"msgtype":"richText","msgId":"m2","conversationType":"2","conversationId":"c","senderStaffId":"s",
                 "content":{"richText":[{"text":"before"},{"type":"picture","downloadCode":"code1"},{"text":"after"}]}}
                """);

        assertThat(message.parts())
                .containsExactly(Part.text("before"), Part.pendingImage("code1"), Part.text("after"));
        assertThat(message.text()).isEqualTo("before\nafter");
        assertThat(channel.parts("audio", "{\"recognition\":\"hello\"}")).containsExactly(Part.text("[audio] hello"));
        assertThat(channel.parts("hologram", "{}")).containsExactly(Part.text("[hologram]"));
    }

    @Test
    void another_secret_an_old_time_or_an_unknown_robot_is_refused() {
        refused(channel.receive(robot(SAID, "other secret", STAMP)), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(robot(SAID, "app secret", "1783609912999")), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(robot(SAID, "app secret", "")), ErrorCode.UNAUTHENTICATED);
        refused(
                channel.receive(
                        robot(SAID.replace("\"robotCode\":\"app\"", "\"robotCode\":\"x\""), "app secret", STAMP)),
                ErrorCode.UNAUTHENTICATED);
        refused(
                channelOf(BotsInMemory.inactive(APP)).receive(robot(SAID, "app secret", STAMP)),
                ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(robot("{}", "app secret", STAMP)), ErrorCode.BAD_REQUEST);
    }

    @Test
    void a_robot_without_a_secret_takes_nothing() {
        refused(
                channelOf(bot("DingTalk", "app", "secret", "")).receive(robot(SAID, "", STAMP)),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void saving_the_address_is_answered_with_a_sealed_success() throws Exception {
        Received.Reply reply = (Received.Reply) channel.receive(sealed("{\"EventType\":\"check_url\"}", STAMP));

        JsonNode answer = Json.mapper().readTree(reply.answer().body());
        String encrypt = answer.path("encrypt").asText();
        assertThat(ENVELOPE.open(encrypt)).asString(StandardCharsets.UTF_8).isEqualTo("success");
        assertThat(ENVELOPE.signed(
                        answer.path("msg_signature").asText(),
                        answer.path("timeStamp").asText(),
                        answer.path("nonce").asText(),
                        encrypt))
                .isTrue();
    }

    @Test
    void events_of_chats_change_them() {
        InboundEvent gone =
                accepted(channel.receive(sealed("{\"EventType\":\"chat_disband\",\"ChatId\":\"c1\"}", STAMP)));
        InboundEvent named = accepted(channel.receive(
                sealed("{\"EventType\":\"chat_update_title\",\"ChatId\":\"c1\",\"Title\":\"New\"}", STAMP)));
        InboundEvent other = accepted(channel.receive(sealed("{\"EventType\":\"user_add_org\"}", STAMP)));

        assertThat(channel.chat(gone, APP))
                .hasValueSatisfying(change -> assertThat(change.active()).isFalse());
        assertThat(channel.chat(named, APP)).hasValueSatisfying(change -> {
            assertThat(change.active()).isTrue();
            assertThat(change.name()).isEqualTo("New");
        });
        assertThat(other.header().eventType()).isEqualTo(EventTypes.UNKNOWN);
        assertThat(channel.chat(other, APP)).isEmpty();
    }

    @Test
    void a_sealed_event_with_a_wrong_signature_an_old_time_or_another_receiver_is_refused() {
        CallbackEnvelope others = CallbackEnvelope.of(Secret.of("123456"), Secret.of(KEY), "another app");
        InboundPost genuine = sealed("{\"EventType\":\"chat_disband\"}", STAMP);
        Map<String, String> forged = new HashMap<>(genuine.query());
        forged.put("nonce", "other");

        refused(channel.receive(with(genuine, forged)), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(sealed("{}", "1783609912999")), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(sealed(others, "{}", STAMP)), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(sealed("no json", STAMP)), ErrorCode.MALFORMED_BODY);
    }

    @Test
    void a_click_on_a_card_is_an_action_with_its_actor() {
        String click =
                """
                {"type":"actionCallback","outTrackId":"notice1","corpId":"ding1","userId":"staff1","spaceType":"IM_GROUP",
                 "spaceId":"cid1","content":"{\\"cardPrivateData\\":{\\"actionIds\\":[\\"1\\"],
                 \\"params\\":{\\"action\\":\\"acknowledge\\",\\"signed\\":\\"v1:x\\"}}}"}
                """
                        .replace("],\n ", "],");
        InboundEvent event = accepted(channel.receive(card(click, "cs")));

        CardAction action = channel.action(event, APP).orElseThrow();
        assertThat(event.header().eventType()).isEqualTo(EventTypes.CARD_ACTION);
        assertThat(action.value().toString()).isEqualTo("{\"action\":\"acknowledge\",\"signed\":\"v1:x\"}");
        assertThat(action.messageId()).isEqualTo("notice1");
        assertThat(action.chatId()).isEqualTo("cid1");
        assertThat(action.actor()).isEqualTo(Map.of("user_id", "staff1", "tenant_key", "ding1"));
        refused(channel.receive(card(click, "other")), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_missing_field_never_breaks_a_click() {
        InboundEvent event = accepted(channel.receive(card("{\"outTrackId\":\"n\"}", "cs")));

        assertThat(channel.action(event, APP))
                .hasValueSatisfying(action -> assertThat(action.value()).isEmpty());
    }

    private Message message(String said) {
        return channel.message(accepted(channel.receive(robot(said, "app secret", STAMP))), APP)
                .orElseThrow();
    }

    private static InboundPost robot(String body, String secret, String timestamp) {
        String sign = secret.isEmpty() ? "x" : FakeDingTalk.sign(secret, timestamp);
        return post(Map.of(), Map.of("timestamp", timestamp, "sign", sign), body);
    }

    private static InboundPost card(String body, String secret) {
        return post(
                Map.of(),
                Map.of(
                        "x-ddpaas-signature-timestamp",
                        STAMP,
                        "x-ddpaas-signature",
                        FakeDingTalk.signCard(secret, STAMP)),
                body);
    }

    private static InboundPost sealed(String event, String timestamp) {
        return sealed(ENVELOPE, event, timestamp);
    }

    private static InboundPost sealed(CallbackEnvelope envelope, String event, String timestamp) {
        String encrypt = envelope.seal(event.getBytes(StandardCharsets.UTF_8), new byte[16]);
        Map<String, String> query = Map.of(
                "msg_signature", envelope.signature(timestamp, "n1", encrypt), "timestamp", timestamp, "nonce", "n1");
        return post(query, Map.of(), "{\"encrypt\":\"" + encrypt + "\"}");
    }

    private static InboundPost with(InboundPost post, Map<String, String> query) {
        return new InboundPost(post.path(), post.method(), query, post.headers(), post.body(), post.at());
    }

    private static InboundPost post(Map<String, String> query, Map<String, String> headers, String body) {
        return new InboundPost(
                InboundPost.Path.ANY, "POST", query, headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static InboundEvent accepted(Received received) {
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).events().get(0);
    }

    private static void refused(Received received, ErrorCode code) {
        assertThat(received).isInstanceOfSatisfying(Received.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
