package routes.channel.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.channel.AccessTokens;
import routes.channel.CardAction;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.chat.Message;
import routes.channel.chat.Part;
import routes.common.error.ErrorCode;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;

/** Who may post, what is answered, and what becomes of it. */
class WeComInboundTest {
    private static final Instant NOW = Instant.ofEpochSecond(1409659813);
    private static final String CORP = "wx5823bf96d3bd56c7";
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final Bot APP = bot(
            "WeChat", "app", "corp_id", CORP, "agent_id", "218", "callback_token", "QDG6eK", "callback_aes_key", KEY);
    private static final CallbackEnvelope ENVELOPE = CallbackEnvelope.of(Secret.of("QDG6eK"), Secret.of(KEY), CORP);
    private static final String OFFICIAL =
            "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
                    + "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hg"
                    + "f5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4E"
                    + "hzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ"
                    + "2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

    private final WeComChannel channel = channelOf(APP);

    private static WeComChannel channelOf(Bot... bots) {
        WeComApi nobody = new WeComApi(
                request -> {
                    throw new AssertionError("a post is verified without a call: " + request);
                },
                new AccessTokens(Clock.systemUTC()));
        return new WeComChannel(BotsInMemory.of(bots), nobody, null, Duration.ofMinutes(10));
    }

    @Test
    void A3_1_the_echo_is_answered_with_its_plain_text_and_nothing_else() {
        String echo = "sKqRbbiSUnDhFHOvPjtUMWzf2R8PrpMiTTPaicBgqZlYW/WsF6SiFd2z9CriX2YpWYzF1yrNNQ0SomM3ovdnfA==";
        Map<String, String> query = Map.of(
                "msg_signature", "78c387407a9d2cf24bd3f04727d28ac889d8d014",
                "timestamp", "1409659589",
                "nonce", "263014780",
                "echostr", echo);

        assertThat(channel.receive(get(query))).isInstanceOfSatisfying(Received.Reply.class, reply -> {
            assertThat(reply.answer().status()).isEqualTo(200);
            assertThat(new String(reply.answer().body(), StandardCharsets.UTF_8))
                    .isEqualTo("1616140317555161061");
        });
        Map<String, String> forged = new HashMap<>(query);
        forged.put("nonce", "1");
        refused(channel.receive(get(forged)), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(get(Map.of())), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void A3_2_the_official_sample_becomes_a_message() {
        InboundEvent event = accepted(channel.receive(official("477715d11cdb4164915debcba66cb864d751f3e6")));

        assertThat(event.header().eventType()).isEqualTo(EventTypes.MESSAGE);
        assertThat(event.header().eventId()).isEqualTo("4561255354251345929");
        assertThat(event.header().appId()).isEqualTo("app");
        assertThat(event.header().chatId()).isEqualTo("user:mycreate");
        Message message = channel.message(event, APP).orElseThrow();
        assertThat(message.text()).isEqualTo("hello");
        assertThat(message.senderId()).isEqualTo("mycreate");
        assertThat(message.mentioned()).isTrue();
        assertThat(message.msg()).isEqualTo("{\"Content\":\"hello\"}");
    }

    @Test
    void a_replay_is_the_same_delivery_and_a_repetition_another_one() {
        String xml = "<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>";

        String first = once(sealed(ENVELOPE, xml, "1409659813"));

        assertThat(once(sealed(ENVELOPE, xml, "1409659813"))).isNotBlank().isEqualTo(first);
        assertThat(once(sealed(ENVELOPE, xml, "1409659814"))).isNotBlank().isNotEqualTo(first);
    }

    private String once(InboundPost post) {
        return ((Received.Accepted) channel.receive(post)).once();
    }

    @Test
    void what_is_not_genuine_is_refused() {
        refused(channel.receive(official("0".repeat(40))), ErrorCode.UNAUTHENTICATED);
        refused(channelOf(BotsInMemory.inactive(APP)).receive(sealed("<xml/>")), ErrorCode.UNAUTHENTICATED);
        refused(channelOf().receive(sealed("<xml/>")), ErrorCode.UNAUTHENTICATED);
        refused(channel.receive(sealed(ENVELOPE, "<xml/>", "1409659212")), ErrorCode.UNAUTHENTICATED);
        refused(
                channel.receive(sealed("<xml><AgentID>219</AgentID><MsgType>text</MsgType></xml>")),
                ErrorCode.UNAUTHENTICATED);
        CallbackEnvelope other = CallbackEnvelope.of(Secret.of("QDG6eK"), Secret.of(KEY), "another corporation");
        refused(channel.receive(sealed(other, "<xml/>", "1409659813")), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void what_cannot_be_read_is_refused() {
        refused(channel.receive(post(Map.of(), "{}")), ErrorCode.MALFORMED_BODY);
        refused(channel.receive(post(Map.of(), "<xml><A/></xml>")), ErrorCode.MALFORMED_BODY);
        refused(
                channel.receive(post(Map.of(), "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><Encrypt>&a;</Encrypt></xml>")),
                ErrorCode.MALFORMED_BODY);
        refused(channel.receive(sealed("no xml")), ErrorCode.MALFORMED_BODY);
    }

    @Test
    void one_address_serves_the_applications_of_several_corporations() {
        Bot second = bot(
                "WeChat", "second", "corp_id", "c2", "agent_id", "1", "callback_token", "t2", "callback_aes_key", KEY);
        CallbackEnvelope envelope = CallbackEnvelope.of(Secret.of("t2"), Secret.of(KEY), "c2");

        InboundEvent event = accepted(channelOf(APP, second)
                .receive(sealed(envelope, "<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>", "1409659813")));

        assertThat(event.header().appId()).isEqualTo("second");
    }

    @Test
    void coming_and_going_of_a_person_changes_the_chat_and_has_an_id_of_its_own() {
        InboundEvent came = accepted(channel.receive(sealed(event("subscribe", ""))));
        InboundEvent entered = accepted(channel.receive(sealed(event("enter_agent", ""))));
        InboundEvent left = accepted(channel.receive(sealed(event("unsubscribe", ""))));

        assertThat(channel.chat(came, APP))
                .hasValueSatisfying(change -> assertThat(change.active()).isTrue());
        assertThat(channel.chat(left, APP))
                .hasValueSatisfying(change -> assertThat(change.active()).isFalse());
        assertThat(channel.chat(entered, APP)).isEmpty();
        assertThat(entered.header().eventType()).isEqualTo(EventTypes.UNKNOWN);
        assertThat(came.header().eventId()).isNotEqualTo(entered.header().eventId());
    }

    @Test
    void a_click_on_a_card_is_an_action_that_can_change_the_card() {
        InboundEvent event = accepted(
                channel.receive(
                        sealed(
                                event(
                                        "template_card_event",
                                        "<EventKey>acknowledge v1:k1:abc=</EventKey><TaskId>notice1</TaskId><ResponseCode>code1</ResponseCode>"))));

        CardAction action = channel.action(event, APP).orElseThrow();
        assertThat(event.header().eventType()).isEqualTo(EventTypes.CARD_ACTION);
        assertThat(action.value().toString()).isEqualTo("{\"action\":\"acknowledge\",\"signed\":\"v1:k1:abc=\"}");
        assertThat(action.messageId()).isEqualTo("notice1");
        assertThat(action.updateToken()).isEqualTo("code1");
        assertThat(action.actor()).isEqualTo(Map.of("user_id", "li"));
    }

    @Test
    void every_kind_of_message_has_parts() {
        assertThat(channel.parts("image", "{\"MediaId\":\"m1\"}")).containsExactly(Part.pendingImage("m1"));
        assertThat(channel.parts("link", "{\"Title\":\"t\",\"Url\":\"https://e.x\"}"))
                .containsExactly(Part.text("[t](https://e.x)"));
        assertThat(channel.parts("voice", "{}")).containsExactly(Part.text("[voice]"));
        assertThat(channel.parts("text", "no json")).isEmpty();
    }

    private static String event(String word, String more) {
        return "<xml><ToUserName>" + CORP
                + "</ToUserName><FromUserName>li</FromUserName><CreateTime>1409659813</CreateTime>"
                + "<MsgType>event</MsgType><Event>" + word + "</Event>" + more + "<AgentID>218</AgentID></xml>";
    }

    private static InboundPost official(String signature) {
        Map<String, String> query =
                Map.of("msg_signature", signature, "timestamp", "1409659813", "nonce", "1372623149");
        return post(
                query,
                "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><Encrypt><![CDATA[" + OFFICIAL
                        + "]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>");
    }

    private static InboundPost sealed(String xml) {
        return sealed(ENVELOPE, xml, "1409659813");
    }

    private static InboundPost sealed(CallbackEnvelope envelope, String xml, String timestamp) {
        String encrypt = envelope.seal(xml.getBytes(StandardCharsets.UTF_8), new byte[16]);
        Map<String, String> query = Map.of(
                "msg_signature", envelope.signature(timestamp, "n", encrypt), "timestamp", timestamp, "nonce", "n");
        return post(query, "<xml><Encrypt><![CDATA[" + encrypt + "]]></Encrypt></xml>");
    }

    private static InboundPost get(Map<String, String> query) {
        return new InboundPost(InboundPost.Path.ANY, "GET", query, Map.of(), new byte[0], NOW);
    }

    private static InboundPost post(Map<String, String> query, String body) {
        return new InboundPost(
                InboundPost.Path.ANY, "POST", query, Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
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
