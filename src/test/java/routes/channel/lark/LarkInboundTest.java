package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.channel.AccessTokens;
import routes.channel.EventTypes;
import routes.channel.PeopleLookup.People;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.error.ErrorCode;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fixtures.Writers;

/** Who may post, what is answered, and what becomes of it. */
@Tag("slow")
class LarkInboundTest {
    private static final Secret KEY = Secret.of("test key");
    private static final String CHALLENGE =
            "AAECAwQFBgcICQoLDA0ODw9mLTIAZS9jAmGTQ1wAhHpnBHVL2wRjH9rPunQdQC1v7X4gIDwP7GFBSkdssalSzMbkC0aXH2zgqGZzoxm9rZYI9BaI7qnbuAeg3enWs6fM";
    private static final String SIGNED = "82bd9c828d12b943f4ead563fd3a549a5fa72ff300b1905ea3ba87588137386c";
    private static final String MESSAGE =
            """
            {"schema":"2.0",
             "header":{"event_id":"evt_1","event_type":"im.message.receive_v1","app_id":"BOT",
                       "create_time":"1609459200000","token":"t"},
             "event":{"sender":{"sender_id":{"open_id":"ou_s"},"sender_type":"user"},
                      "message":{"message_id":"om_1","message_type":"text","content":"{\\"text\\":\\"hi\\"}",
                                 "create_time":"1609459200000","chat_id":"oc_1","chat_type":"group"}}}
            """;

    private static final LarkApi NOBODY = new LarkApi(
            request -> {
                throw new AssertionError("a post is verified without a call: " + request);
            },
            new AccessTokens(Clock.systemUTC()));

    private static final LarkCards NO_CARDS =
            new LarkCards(Writers.english(), LarkCards.Templates.NONE, (bot, named) -> People.NONE);

    private final LarkChannel encrypted =
            channel(bot("Lark", "BOT", "secret", "s", "encrypt_key", "test key", "verification_token", "verif_tok"));
    private final LarkChannel plain = channel(bot("Lark", "BOT", "secret", "s", "verification_token", "t"));

    private static LarkChannel channel(Bot... bots) {
        return new LarkChannel(BotsInMemory.of(bots), NOBODY, NO_CARDS, LarkRoute.buttons(), Duration.ofMinutes(10));
    }

    @Test
    void the_vendors_vector_decrypts() {
        assertThat(LarkCrypto.decrypt(KEY, "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="))
                .hasValueSatisfying(
                        plainText -> assertThat(plainText).asString().isEqualTo("hello world"));
    }

    @Test
    void the_vectors_of_signatures_hold() {
        byte[] body = ("{\"encrypt\":\"" + CHALLENGE + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] card = "{\"open_id\":\"ou_x\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(LarkCrypto.signature("1700000000", "nonce-1", KEY, body)).isEqualTo(SIGNED);
        assertThat(LarkCrypto.cardSignature("1700000000", "nonce-1", Secret.of("verif_tok"), card))
                .isEqualTo("02abb887f92f7cc85675551ff449c3ff70684815");
        assertThat(LarkCrypto.botSign(1599360473L, Secret.of("demo")))
                .isEqualTo("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
    }

    @Test
    void an_encrypted_challenge_is_answered_in_plain_text_signed_or_not() throws Exception {
        LarkPosted unsigned = LarkPosted.of("{\"encrypt\":\"" + CHALLENGE + "\"}");
        LarkPosted signed =
                LarkPosted.of("{\"encrypt\":\"" + CHALLENGE + "\"}").signed("1700000000", "nonce-1", SIGNED);

        for (LarkPosted posted : new LarkPosted[] {unsigned, signed}) {
            assertThat(Json.mapper()
                            .readTree(reply(encrypted.receive(posted.post())))
                            .toString())
                    .contains("\"challenge\":\"ajls384kdjx98XX\"");
        }
    }

    @Test
    void a_plain_challenge_is_answered_as_the_reference_does() throws Exception {
        LarkChannel open = channel(bot("Lark", "BOT", "secret", "s"));

        byte[] reply = reply(open.receive(LarkPosted.of("{\"type\":\"url_verification\",\"challenge\":\"abc\"}")
                .post()));

        assertThat(Json.mapper().readTree(reply))
                .isEqualTo(Json.mapper()
                        .readTree("{\"status\":\"success\",\"event\":\"veaiops.other_event\",\"challenge\":\"abc\"}"));
    }

    @Test
    void a_challenge_with_another_token_is_refused() {
        assertRefused(
                plain.receive(LarkPosted.of("{\"type\":\"url_verification\",\"challenge\":\"abc\",\"token\":\"x\"}")
                        .post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_message_is_brought_to_the_one_form_and_answered_as_the_reference_does() {
        Received received = plain.receive(LarkPosted.of(MESSAGE).post());

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> {
            assertThat(accepted.events()).singleElement().satisfies(event -> {
                assertThat(event.header().eventId()).isEqualTo("evt_1");
                assertThat(event.header().eventType()).isEqualTo(EventTypes.MESSAGE);
                assertThat(event.header().platformType()).isEqualTo("im.message.receive_v1");
                assertThat(event.header().appId()).isEqualTo("BOT");
                assertThat(event.header().createTime()).hasToString("2021-01-01T00:00:00Z");
                assertThat(event.orderKey()).isEqualTo("Lark oc_1");
                assertThat(event.event().at("/message/message_id").asText()).isEqualTo("om_1");
            });
            assertThat(new String(accepted.answer().body(), StandardCharsets.UTF_8))
                    .contains("\"status\":\"success\"")
                    .contains("\"event\":\"veaiops.msg.receive\"");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "im.chat.member.bot.added_v1, veaiops.chat.bot_added",
        "im.chat.member.bot.deleted_v1, veaiops.chat.bot_removed",
        "im.chat.disbanded_v1, veaiops.chat.disbanded",
        "im.chat.updated_v1, veaiops.chat.updated",
        "contact.user.created_v3, veaiops.unknown_event"
    })
    void every_type_has_a_name_of_ours_and_unknown_ones_are_taken_too(String theirs, String ours) {
        Received received = plain.receive(
                LarkPosted.of(MESSAGE.replace("im.message.receive_v1", theirs)).post());

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> assertThat(
                        accepted.events().get(0).header().eventType())
                .isEqualTo(ours));
    }

    @Test
    void a_plain_post_for_a_bot_with_an_encrypt_key_is_refused() {
        assertRefused(
                encrypted.receive(
                        LarkPosted.of(MESSAGE.replace("\"t\"", "\"verif_tok\"")).post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_bot_with_neither_key_nor_token_takes_nothing() {
        LarkChannel open = channel(bot("Lark", "BOT", "secret", "s"));

        assertRefused(open.receive(LarkPosted.of(MESSAGE).post()), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_wrong_token_an_unknown_bot_and_an_inactive_one_are_refused() {
        LarkChannel sleeping =
                channel(BotsInMemory.inactive(bot("Lark", "BOT", "secret", "s", "verification_token", "t")));

        assertRefused(
                plain.receive(LarkPosted.of(MESSAGE.replace("\"t\"", "\"u\"")).post()), ErrorCode.UNAUTHENTICATED);
        assertRefused(plain.receive(LarkPosted.of(MESSAGE.replace("BOT", "TOB")).post()), ErrorCode.NOT_FOUND);
        assertRefused(sleeping.receive(LarkPosted.of(MESSAGE).post()), ErrorCode.NOT_FOUND);
    }

    @Test
    void a_wrong_signature_and_a_stale_time_are_refused() {
        String body = "{\"encrypt\":\"" + CHALLENGE + "\"}";
        String old = LarkCrypto.signature("1699990000", "n", KEY, body.getBytes(StandardCharsets.UTF_8));

        assertRefused(
                encrypted.receive(LarkPosted.of(body)
                        .signed("1700000000", "nonce-2", SIGNED)
                        .post()),
                ErrorCode.UNAUTHENTICATED);
        assertRefused(
                encrypted.receive(
                        LarkPosted.of(body).signed("1699990000", "n", old).post()),
                ErrorCode.UNAUTHENTICATED);
        assertRefused(
                encrypted.receive(
                        LarkPosted.of(body).signed("soon", "n", SIGNED).post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void an_old_click_is_verified_by_sha1_and_brought_to_the_new_form() {
        String body = "{\"open_id\":\"ou_x\",\"open_message_id\":\"om_1\",\"open_chat_id\":\"oc_1\",\"token\":\"c-1\","
                + "\"action\":{\"value\":{\"action\":\"like\",\"event_id\":\"65f000000000000000000001\"}}}";
        String sign =
                LarkCrypto.cardSignature("1700000000", "n", Secret.of("t"), body.getBytes(StandardCharsets.UTF_8));

        Received received = plain.receive(
                LarkPosted.of(body).signed("1700000000", "n", sign).post());

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> {
            assertThat(accepted.events().get(0).header().eventType()).isEqualTo(EventTypes.CARD_ACTION);
            assertThat(accepted.events().get(0).event().at("/operator/open_id").asText())
                    .isEqualTo("ou_x");
            assertThat(accepted.events()
                            .get(0)
                            .event()
                            .at("/context/open_message_id")
                            .asText())
                    .isEqualTo("om_1");
        });
        assertRefused(
                plain.receive(
                        LarkPosted.of(body).signed("1700000000", "m", sign).post()),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void a_click_that_no_button_of_ours_makes_is_an_error_toast_and_nothing_else() throws Exception {
        String click =
                "{\"header\":{\"event_id\":\"e\",\"event_type\":\"card.action.trigger\",\"app_id\":\"BOT\",\"token\":\"t\"},"
                        + "\"event\":{\"operator\":{\"open_id\":\"ou\"},\"token\":\"c-1\",\"action\":{\"tag\":\"button\","
                        + "\"value\":{\"action\":\"handle\",\"event_id\":\"65f000000000000000000001\"}}}}";

        byte[] reply = reply(plain.receive(LarkPosted.of(click).post()));

        assertThat(Json.mapper().readTree(reply).at("/toast/type").asText()).isEqualTo("error");
        assertThat(plain.receive(LarkPosted.of(click.replace("handle", "like")).post()))
                .isInstanceOfSatisfying(Received.Accepted.class, accepted -> assertThat(
                                new String(accepted.answer().body(), StandardCharsets.UTF_8))
                        .contains("Callback handle success."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "null", "\"x\"", "{\"encrypt\":\"%%%\"}", "{\"encrypt\":\"AAAA\"}", "{}"})
    void what_cannot_be_read_is_refused(String body) {
        assertThat(encrypted.receive(LarkPosted.of(body).post())).isInstanceOf(Received.Refused.class);
    }

    private static byte[] reply(Received received) {
        assertThat(received).isInstanceOf(Received.Reply.class);
        return ((Received.Reply) received).answer().body();
    }

    private static void assertRefused(Received received, ErrorCode code) {
        assertThat(received).isInstanceOfSatisfying(Received.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).doesNotContain("verif_tok").doesNotContain("test key");
        });
    }
}
