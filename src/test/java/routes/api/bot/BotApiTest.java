package routes.api.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.bot.StoredBot;
import routes.common.json.Json;
import routes.common.security.Sealed;
import routes.fakes.FakeLark;
import routes.fakes.PlatformAnswer;
import routes.http.RunningApi;
import routes.store.MongoBots;
import routes.store.WireServer;
import routes.subscription.Stamps;

/** Bots and chats over HTTP, against a fake Lark. */
@Tag("slow")
class BotApiTest {
    private static final String BOTS = "/apis/v1/manager/system-config/bots";
    private static final String GOOD =
            "{\"channel\":\"Lark\",\"bot_id\":\"cli_1\",\"secret\":\"s3cret\",\"credentials\":{\"encrypt_key\":\"k3y-of-app\"}}";
    private static final String TO_OPS = "{\"chat_id\":\"oc_1\"}";
    private static final String MESSAGES = "/open-apis/im/v1/messages";
    private static final WireServer STORE = WireServer.start();
    private static final FakeLark LARK =
            new FakeLark(Clock.systemUTC()).app("cli_1", "s3cret").group("oc_1", "Ops");
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = BotHub.running(STORE, LARK);
    }

    @AfterAll
    static void stop() {
        api.close();
        STORE.close();
        LARK.close();
    }

    @BeforeEach
    void empty() {
        STORE.database().getCollection("veaiops__config_bot").deleteMany(new Document());
        STORE.database().getCollection("veaiops__chatops_chat").deleteMany(new Document());
    }

    @Test
    void what_a_channel_declares_to_be_no_secret_is_shown_and_the_rest_is_masked() throws Exception {
        String body =
                "{\"channel\":\"Ntfy\",\"bot_id\":\"push\",\"credentials\":{\"base_url\":\"https://ntfy.example\",\"token\":\"tk_1\"}}";
        String id = Json.mapper()
                .readTree(api.json("POST", BOTS, body).body())
                .at("/data/_id")
                .asText();

        JsonNode shown = data(api.get(BOTS + "/" + id)).path("credentials");

        assertThat(shown.path("base_url").asText()).isEqualTo("https://ntfy.example");
        assertThat(shown.path("token").asText()).isEqualTo("**********");
    }

    @Test
    void a_bot_is_checked_against_the_platform_and_its_secrets_never_come_out() throws Exception {
        HttpResponse<String> answer = api.json("POST", BOTS, GOOD);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode bot = Json.mapper().readTree(answer.body()).get("data");
        assertThat(bot.path("open_id").asText()).isEqualTo("ou_bot");
        assertThat(bot.path("name").asText()).isEqualTo("Ops bot");
        assertThat(bot.path("secret").asText()).isEqualTo("**********");
        assertThat(bot.at("/credentials/encrypt_key").asText()).isEqualTo("**********");
        String stored = STORE.database()
                .getCollection("veaiops__config_bot")
                .find()
                .first()
                .toJson();
        assertThat(stored + answer.body()).doesNotContain("s3cret").doesNotContain("k3y-of-app");
        assertThat(stored).contains("\"secret\": \"v1:k1:");
    }

    @Test
    void wrong_credentials_are_refused_with_the_platforms_reason_and_leave_nothing() throws Exception {
        JsonNode error = assertError(api.json("POST", BOTS, GOOD.replace("s3cret", "wrong")), 400, "bad_request");

        assertThat(error.path("message").asText()).contains("10014").doesNotContain("wrong");
        assertThat(STORE.database().getCollection("veaiops__config_bot").countDocuments())
                .isZero();
    }

    @Test
    void what_is_missing_or_unknown_is_named() throws Exception {
        assertThat(assertError(api.json("POST", BOTS, "{\"channel\":\"Lark\",\"bot_id\":\"x\"}"), 422, "invalid_field")
                        .path("field")
                        .asText())
                .isEqualTo("secret");
        assertThat(assertError(api.json("POST", BOTS, GOOD.replace("encrypt_key", "colour")), 422, "invalid_field")
                        .path("field")
                        .asText())
                .isEqualTo("credentials.colour");
        assertThat(assertError(api.json("POST", BOTS, GOOD.replace("Lark", "Pigeon")), 422, "invalid_field")
                        .path("message")
                        .asText())
                .contains("Lark");
        assertError(api.json("POST", BOTS, "{"), 400, "malformed_body");
    }

    @Test
    void a_second_bot_of_the_same_id_is_refused_in_place_of_being_dropped_silently() throws Exception {
        create();

        assertError(api.json("POST", BOTS, GOOD), 409, "conflict");
    }

    @Test
    void a_change_keeps_what_it_does_not_name_and_a_deletion_is_final() throws Exception {
        String id = create();

        JsonNode after = data(api.json("PUT", BOTS + "/" + id, "{\"credentials\":{\"verification_token\":\"t0ken\"}}"));
        assertThat(after.path("credentials").properties().stream().map(Map.Entry::getKey))
                .contains("secret", "encrypt_key", "verification_token");
        assertThat(data(api.json("PUT", BOTS + "/" + id, "{\"secret\":\"**********\",\"is_active\":false}"))
                        .path("is_active")
                        .asBoolean())
                .isFalse();

        assertThat(api.send(api.request("DELETE", BOTS + "/" + id).build()).statusCode())
                .isEqualTo(200);
        assertError(api.get(BOTS + "/" + id), 404, "not_found");
    }

    @Test
    void a_stored_secret_is_never_read_back_and_the_answer_says_why() throws Exception {
        String id = create();

        JsonNode refused = assertError(api.get(BOTS + "/" + id + "/secrets?field_name=secret"), 403, "forbidden");

        assertThat(refused.path("message").asText()).contains("write-only");
        assertThat(refused.toString()).doesNotContain("s3cret");
        assertError(api.get(BOTS + "/" + "0".repeat(24) + "/secrets"), 404, "not_found");
    }

    @Test
    void a_test_message_goes_out_by_the_channels_own_route_and_tells_what_came_of_it() throws Exception {
        String id = create();

        JsonNode sent =
                data(api.json("POST", BOTS + "/" + id + "/test-send", "{\"chat_id\":\"oc_1\",\"text\":\"hello\"}"));
        JsonNode refused = data(api.json("POST", BOTS + "/" + id + "/test-send", "{\"chat_id\":\"oc_9\"}"));

        assertThat(sent.path("sent").asBoolean()).as(sent.toString()).isTrue();
        assertThat(sent.path("not_called")).isEmpty();
        assertThat(LARK.messages().shown())
                .anySatisfy(one -> assertThat(one.content()).contains("hello"));
        assertThat(refused.path("sent").asBoolean()).isFalse();
        assertThat(refused.path("remedy").asText()).contains("invite it");
    }

    @Test
    void a_test_with_a_bot_that_cannot_send_asks_nobody_and_names_what_to_set() throws Exception {
        int asked = LARK.calls(MESSAGES).size();

        JsonNode bare = data(api.json("POST", BOTS + "/" + stored("cli_bare", Map.of()) + "/test-send", TO_OPS));
        JsonNode shut = data(api.json(
                "POST",
                BOTS + "/" + stored("cli_shut", Map.of("secret", new Sealed("v1:gone:AAAA"))) + "/test-send",
                TO_OPS));

        assertThat(bare.path("sent").asBoolean()).isFalse();
        assertThat(bare.path("text").asText())
                .isEqualTo("the Lark bot cli_bare has no credential secret: set it and test again");
        assertThat(shut.path("text").asText())
                .contains("the Lark bot cli_shut cannot send: its credential secret", "; mend it and test again");
        assertThat(LARK.calls(MESSAGES)).hasSize(asked);
    }

    @Test
    void a_credential_that_does_not_open_must_be_given_again_with_the_one_that_changes() throws Exception {
        String id = stored("cli_lost", Map.of("secret", new Sealed("v1:gone:AAAA")));

        assertError(api.json("PUT", BOTS + "/" + id, "{\"credentials\":{\"encrypt_key\":\"k3y\"}}"), 409, "conflict");

        // the platform is asked, and does not know this bot
        assertError(api.json("PUT", BOTS + "/" + id, "{\"secret\":\"s3cret\"}"), 400, "bad_request");
    }

    @Test
    void the_groups_of_a_new_bot_are_known_soon_and_have_switches() throws Exception {
        String id = create();
        String path = "/apis/v1/config/chats/";

        Awaitility.await()
                .untilAsserted(() -> assertThat(data(api.get(path + id))).hasSize(1));
        JsonNode chat = data(api.get(path + id + "?force_update=true")).get(0);
        JsonNode switched =
                data(api.json("PUT", path + chat.path("_id").asText() + "/config", "{\"enable_func_interest\":false}"));

        assertThat(chat.path("name").asText()).isEqualTo("Ops");
        assertThat(switched.path("enable_func_interest").asBoolean()).isFalse();
        assertThat(switched.path("enable_func_proactive_reply").asBoolean()).isTrue();
        assertThat(data(api.get(path + id + "?enable_func_interest=true"))).isEmpty();
        assertError(api.json("PUT", path + id + "/config", "{}"), 404, "not_found");
    }

    @Test
    void the_link_of_a_group_is_asked_for_once_and_a_group_that_gives_none_stays_without() throws Exception {
        String id = create();
        String path = "/apis/v1/config/chats/";
        Awaitility.await().untilAsserted(() -> assertThat(
                        data(api.get(path + id)).at("/0/chat_link").asText())
                .endsWith("link_token=oc_1"));

        LARK.forget();
        LARK.group("oc_shy", "Shy");
        LARK.next(call -> call.path().endsWith("oc_shy/link"), PlatformAnswer.json(400, Map.of("code", 232019)));
        data(api.get(path + id + "?force_update=true"));
        JsonNode shy = data(api.get(path + id + "?name=Shy")).get(0);

        assertThat(shy.path("chat_link").isNull()).as(shy.toString()).isTrue();
        assertThat(LARK.calls("/open-apis/im/v1/chats/oc_1/link")).isEmpty();
        LARK.messages().leave("oc_shy");
    }

    @Test
    void every_channel_says_what_it_wants_to_know_of_a_bot() throws Exception {
        assertThat(data(api.get("/apis/v1/manager/system-config/channels")).toString())
                .contains("Lark")
                .contains("encrypt_key");
    }

    private static String create() throws Exception {
        HttpResponse<String> answer = api.json("POST", BOTS, GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.mapper().readTree(answer.body()).at("/data/_id").asText();
    }

    /** A bot as an older system or a lost key leaves it. */
    private static String stored(String botId, Map<String, Sealed> credentials) {
        MongoBots bots = new MongoBots(STORE.database());
        String id = bots.newId();
        bots.insert(new StoredBot(
                id, "Lark", botId, null, null, true, credentials, null, null, Stamps.created(Instant.EPOCH)));
        return id;
    }

    private static JsonNode data(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
