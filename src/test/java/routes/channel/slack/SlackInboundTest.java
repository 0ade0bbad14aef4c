package routes.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.channel.chat.ChatType;
import routes.channel.chat.Mention;
import routes.channel.chat.Message;
import routes.channel.chat.SenderType;
import routes.common.error.ErrorCode;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fakes.SlackPush;
import routes.notice.render.Look;

/** Who may post, what is answered, and what becomes of it. */
@Tag("slow")
class SlackInboundTest {
    private static final Instant NOW = Instant.ofEpochSecond(1531420618);
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Bot BOT = bot("Slack", "A1", "secret", "xoxb-1", "signing_secret", SECRET);
    private static final String COMMAND =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                    + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                    + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static final String SIGNED = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private final SlackChannel slack = channel(BOT);

    private static SlackChannel channel(Bot... bots) {
        return new SlackChannel(
                BotsInMemory.of(bots),
                request -> nothing(),
                request -> nothing(),
                SlackSubject.cards(new Look("en", ZoneOffset.UTC)));
    }

    private static routes.channel.PlatformCalls.Answer nothing() {
        throw new AssertionError("nothing is asked while a post is taken");
    }

    private static String event(String event) {
        return "{\"token\":\"legacy-token\",\"team_id\":\"T1\",\"api_app_id\":\"A1\",\"type\":\"event_callback\","
                + "\"event_id\":\"Ev1\",\"event_time\":1531420000,"
                + "\"authorizations\":[{\"team_id\":\"T1\",\"user_id\":\"UBOT\",\"is_bot\":true}],\"event\":" + event
                + "}";
    }

    private static String message(String more) {
        return event("{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U2\",\"ts\":\"1531420001.000200\","
                + "\"channel_type\":\"channel\"," + more + "}");
    }

    private Received receive(String json) {
        return slack.receive(SlackPush.json(json, NOW).signed(SECRET).post());
    }

    private InboundEvent accepted(String json) {
        Received received = receive(json);
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).events().get(0);
    }

    private Message said(String more) {
        return slack.message(accepted(message(more)), BOT).orElseThrow();
    }

    @Test
    void the_vendors_vector_holds() {
        assertThat(SlackSignature.of("1531420618", COMMAND.getBytes(StandardCharsets.UTF_8), Secret.of(SECRET)))
                .isEqualTo(SIGNED);
        assertThat(slack.receive(SlackPush.form(COMMAND + "&api_app_id=A1", NOW)
                        .signed(SECRET)
                        .post()))
                .isInstanceOfSatisfying(Received.Accepted.class, command -> assertThat(
                                command.events().get(0).header().eventType())
                        .isEqualTo(EventTypes.UNKNOWN));
    }

    @Test
    void the_challenge_is_echoed_when_it_is_signed() {
        Received received = receive("{\"token\":\"t\",\"challenge\":\"3eZbrw1a\",\"type\":\"url_verification\"}");

        assertThat(received).isInstanceOfSatisfying(Received.Reply.class, reply -> assertThat(
                        new String(reply.answer().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"challenge\":\"3eZbrw1a\"}"));
        assertRefused(
                slack.receive(SlackPush.json("{\"challenge\":\"x\",\"type\":\"url_verification\"}", NOW)
                        .post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_wrong_secret_a_changed_body_and_no_signature_are_refused() {
        SlackPush push = SlackPush.json(message("\"text\":\"hi\""), NOW);
        SlackPush signed = push.signed(SECRET);

        assertRefused(slack.receive(push.post()), ErrorCode.UNAUTHENTICATED);
        assertRefused(slack.receive(push.signed("another").post()), ErrorCode.UNAUTHENTICATED);
        assertRefused(
                slack.receive(new SlackPush(push.body() + " ", push.contentType(), NOW, signed.headers()).post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400})
    void a_time_more_than_five_minutes_off_is_refused_on_either_side(long seconds) {
        SlackPush push = SlackPush.json(message("\"text\":\"hi\""), NOW).signed(SECRET);

        assertRefused(slack.receive(push.arriving(NOW.plusSeconds(seconds))), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void an_app_that_is_unknown_or_switched_off_gets_nothing_stored() {
        String other = message("\"text\":\"hi\"").replace("\"A1\"", "\"A2\"");
        SlackChannel sleeping = channel(BotsInMemory.inactive(BOT));

        assertRefused(receive(other), ErrorCode.NOT_FOUND);
        assertRefused(
                sleeping.receive(SlackPush.json(message("\"text\":\"hi\""), NOW)
                        .signed(SECRET)
                        .post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_repetition_is_the_same_event_and_a_replay_the_same_delivery() {
        SlackPush push = SlackPush.json(message("\"text\":\"hi\""), NOW).signed(SECRET);
        Received.Accepted first = (Received.Accepted) slack.receive(push.post());
        Received.Accepted replayed = (Received.Accepted) slack.receive(push.post());
        Received.Accepted repeated =
                (Received.Accepted) slack.receive(push.repeated(1).post());

        assertThat(replayed.once()).isEqualTo(first.once());
        assertThat(repeated.once()).isNotEqualTo(first.once());
        assertThat(repeated.events().get(0).header().eventId()).isEqualTo("Ev1");
    }

    @Test
    void what_is_kept_holds_no_secret_of_slack() {
        assertThat(accepted(message("\"text\":\"hi\"")).event().toString()).doesNotContain("legacy-token");
    }

    @Test
    void a_message_has_its_words_its_sender_and_its_time() {
        Message message = said("\"text\":\"cpu &lt; 90 &amp; rising, see <https://a.example/x|the graph>\"");

        assertThat(message.msgId()).isEqualTo("C1:1531420001.000200");
        assertThat(message.chatType()).isEqualTo(ChatType.GROUP);
        assertThat(message.senderId()).isEqualTo("U2");
        assertThat(message.senderType()).isEqualTo(SenderType.USER);
        assertThat(message.msgTime()).isEqualTo(Instant.parse("2018-07-12T18:26:41.000200Z"));
        assertThat(message.text()).isEqualTo("cpu < 90 & rising, see the graph");
        assertThat(message.parts()).singleElement().satisfies(part -> assertThat(part.text())
                .isEqualTo("cpu < 90 & rising, see [the graph](https://a.example/x)"));
        assertThat(message.mentioned()).isFalse();
    }

    @Test
    void mentions_are_read_where_they_stand() {
        Message message = said("\"text\":\"<@UBOT> ask <@UBOT1> and <!here>\"");

        assertThat(message.text()).isEqualTo("@Ops ask @UBOT1 and @here");
        assertThat(message.mentions())
                .containsExactly(new Mention("UBOT", "Ops"), new Mention("UBOT1", "UBOT1"), new Mention(null, "here"));
        assertThat(message.mentioned()).isTrue();
    }

    @Test
    void a_direct_message_and_a_mention_event_mean_the_bot() {
        assertThat(said("\"text\":\"hi\",\"channel_type\":\"im\"").mentioned()).isTrue();
        InboundEvent mention = accepted(
                event(
                        "{\"type\":\"app_mention\",\"channel\":\"C1\",\"user\":\"U2\",\"ts\":\"1531420001.000200\",\"text\":\"x\"}"));

        assertThat(slack.message(mention, BOT)).hasValueSatisfying(message -> {
            assertThat(message.mentioned()).isTrue();
            assertThat(message.msgId()).isEqualTo("C1:1531420001.000200");
        });
    }

    @Test
    void images_are_fetched_later_and_other_files_are_named() {
        Message message = said("\"text\":\"look\",\"subtype\":\"file_share\",\"files\":["
                + "{\"name\":\"a.png\",\"mimetype\":\"image/png\",\"url_private\":\"https://files.slack.com/files-pri/T1-F1/a.png\"},"
                + "{\"name\":\"b.zip\",\"mimetype\":\"application/zip\",\"url_private\":\"https://files.slack.com/files-pri/T1-F2/b.zip\"},"
                + "{\"name\":\"c.png\",\"mimetype\":\"image/png\",\"url_private\":\"https://evil.example/../admin\"}]");

        assertThat(message.parts()).hasSize(4);
        assertThat(message.parts().get(1).pendingKey()).isEqualTo("/files-pri/T1-F1/a.png");
        assertThat(message.parts().get(2).text()).isEqualTo("[file b.zip]");
        assertThat(message.parts().get(3).text()).isEqualTo("[file c.png]");
    }

    @Test
    void what_the_app_itself_said_is_no_message() {
        InboundEvent own = accepted(message("\"text\":\"hi\",\"bot_id\":\"B1\",\"app_id\":\"A1\""));
        InboundEvent others = accepted(message("\"text\":\"hi\",\"bot_id\":\"B2\",\"app_id\":\"A7\""));

        assertThat(slack.message(own, BOT)).isEmpty();
        assertThat(slack.message(others, BOT))
                .hasValueSatisfying(message -> assertThat(message.senderType()).isEqualTo(SenderType.BOT));
    }

    @Test
    void an_answer_knows_its_thread() {
        assertThat(said("\"text\":\"hi\",\"thread_ts\":\"1531410000.000100\"")
                        .thread()
                        .rootId())
                .isEqualTo("C1:1531410000.000100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'channel_rename','channel':{'id':'C1','name':'new'}} | veaiops.chat.updated | true | new",
                "{'type':'channel_archive','channel':'C1','user':'U1'} | veaiops.chat.disbanded | false |",
                "{'type':'member_joined_channel','channel':'C1','user':'UBOT'} | veaiops.chat.bot_added | true |",
                "{'type':'member_left_channel','channel':'C1','user':'UBOT'} | veaiops.chat.bot_removed | false |",
                "{'type':'channel_left','channel':'C1'} | veaiops.chat.bot_removed | false |"
            })
    void what_happens_to_a_channel_changes_its_chat(String event, String type, boolean active, String name) {
        InboundEvent inbound = accepted(event(event.replace('\'', '"')));

        assertThat(inbound.header().eventType()).isEqualTo(type);
        assertThat(slack.chat(inbound, BOT)).hasValueSatisfying(change -> {
            assertThat(change.chatId()).isEqualTo("C1");
            assertThat(change.active()).isEqualTo(active);
            assertThat(change.name()).isEqualTo(name);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'member_joined_channel','channel':'C1','user':'U2'}",
                "{'type':'message','subtype':'message_changed','channel':'C1','ts':'1.0'}",
                "{'type':'reaction_added','user':'U2'}",
                "{}"
            })
    void what_concerns_no_step_is_recorded_and_acknowledged(String event) {
        assertThat(accepted(event(event.replace('\'', '"'))).header().eventType())
                .isEqualTo(EventTypes.UNKNOWN);
    }

    @Test
    void a_form_that_cannot_be_read_is_refused() {
        for (String form : List.of("payload=%zz", "payload=%7B", "payload=[]")) {
            assertRefused(slack.receive(SlackPush.form(form, NOW).signed(SECRET).post()), ErrorCode.MALFORMED_BODY);
        }
    }

    @Test
    void text_of_stored_messages_becomes_parts_again() {
        assertThat(slack.parts("text", "see <https://a.example|a>"))
                .singleElement()
                .satisfies(part -> assertThat(part.text()).isEqualTo("see [a](https://a.example)"));
        assertThat(Optional.of(slack.parts("text", ""))).hasValue(List.of());
    }

    private static void assertRefused(Received received, ErrorCode code) {
        assertThat(received).isInstanceOfSatisfying(Received.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
