package routes.api.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.fakes.FakeLark;
import routes.http.RunningApi;
import routes.store.WireServer;

/** What VeAIOps keeps with a bot for its chat agents: models, buckets, knowledge bases. */
@Tag("slow")
class BotBlocksTest {
    private static final String BOTS = "/apis/v1/manager/system-config/bots";
    private static final String BOT =
            """
            {"channel":"Lark","bot_id":"cli_1","secret":"s3cret","agent_cfg":{"name":"m","api_key":"llm-k3y"},
             "volc_cfg":{"ak":"a-k3y","sk":"s-k3y"}}
            """;
    private static final WireServer STORE = WireServer.start();
    private static final FakeLark LARK = new FakeLark(Clock.systemUTC()).app("cli_1", "s3cret");
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

    @Test
    void they_are_kept_sealed_and_shown_masked_and_change_field_by_field() throws Exception {
        HttpResponse<String> answer = api.json("POST", BOTS, BOT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain("k3y\"");
        String id = Json.mapper().readTree(answer.body()).at("/data/_id").asText();
        assertThat(stored().toJson())
                .doesNotContain("k3y\"")
                .contains("\"api_key\": \"v1:k1:", "\"ak\": \"v1:k1:", "\"sk\": \"v1:k1:");
        JsonNode shown = data(api.get(BOTS + "/" + id));
        assertThat(shown.at("/agent_cfg/name").asText()).isEqualTo("m");
        assertThat(shown.at("/agent_cfg/api_key").asText()).isEqualTo("**********");
        String sealed = stored().get("agent_cfg", Document.class).getString("api_key");

        JsonNode changed = data(
                api.json(
                        "PUT",
                        BOTS + "/" + id,
                        """
                {"agent_cfg":{"name":"n","api_key":"**********"},
                 "volc_cfg":{"ak":"","tos_region":"cn-beijing","network_type":"public"}}
                """));
        assertThat(changed.at("/agent_cfg/name").asText()).isEqualTo("n");
        assertThat(changed.at("/volc_cfg/ak").isMissingNode()).isTrue();
        assertThat(changed.at("/volc_cfg/tos_endpoint").asText()).isEqualTo("tos-cn-beijing.volces.com");
        assertThat(stored().get("agent_cfg", Document.class).getString("api_key"))
                .isEqualTo(sealed);

        data(api.json("PUT", BOTS + "/" + id, "{\"secret\":\"s3cret\",\"volc_cfg\":null,\"agent_cfg\":null}"));
        assertThat(stored().get("agent_cfg", Document.class)).containsEntry("api_key", sealed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Discord    | webhook_url | not a url",
                "Mattermost | webhook_url | ftp://x",
                "Telegram   | token       | my bot token with spaces",
                "Teams      | webhook_url | https://corp.webhook.office.com/webhookb2/1"
            })
    void a_credential_of_another_form_is_refused_by_name_and_leaves_nothing(
            String channel, String credential, String value) throws Exception {
        String body = "{\"channel\":\"" + channel + "\",\"bot_id\":\"ops\",\"credentials\":{\"" + credential + "\":\""
                + value + "\"}}";

        JsonNode error = assertError(api.json("POST", BOTS, body), 400, "bad_request");

        assertThat(error.path("field").asText()).isEqualTo("credentials." + credential);
        assertThat(error.path("message").asText()).startsWith(credential + ": ").doesNotContain(value);
        assertThat(STORE.database().getCollection("veaiops__config_bot").countDocuments(new Document("bot_id", "ops")))
                .isZero();
    }

    private static Document stored() {
        return STORE.database().getCollection("veaiops__config_bot").find().first();
    }

    private static JsonNode data(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).path("data");
    }
}
