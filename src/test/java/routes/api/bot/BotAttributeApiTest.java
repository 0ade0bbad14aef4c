package routes.api.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;
import routes.http.RunningApi;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.wiring.BotApiWiring;
import routes.wiring.ChannelWiring;
import routes.wiring.SubscriptionWiring;

/** Whom bots work for, over HTTP. */
@Tag("slow")
class BotAttributeApiTest {
    private static final String PATH = "/apis/v1/manager/system-config/bot-attributes";
    private static final String GOOD =
            "{\"channel\":\"Lark\",\"bot_id\":\"cli_1\",\"name\":\"project\",\"values\":[\"shop\",\"pay\",\"shop\"]}";
    private static final WireServer STORE = WireServer.start();
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        StoreIndexes.create(STORE.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(new ChannelWiring(), new BotApiWiring(), new SubscriptionWiring()),
                Map.of("mongoDatabase", STORE.database()),
                Map.of("veaiops.encryption.keys", "k1:" + Base64.getEncoder().encodeToString(new byte[32])));
    }

    @AfterAll
    static void stop() {
        api.close();
        STORE.close();
    }

    @BeforeEach
    void oneBotThatWorksAndOneThatDoesNot() {
        STORE.database().getCollection("veaiops__config_bot").deleteMany(new Document());
        STORE.database().getCollection("veaiops__config_bot_attribute").deleteMany(new Document());
        STORE.database()
                .getCollection("veaiops__config_bot")
                .insertMany(List.of(
                        new Document("channel", "Lark")
                                .append("bot_id", "cli_1")
                                .append("is_active", true),
                        new Document("channel", "Lark")
                                .append("bot_id", "cli_off")
                                .append("is_active", false)));
    }

    @Test
    void values_are_added_once_and_only_the_new_ones_are_answered() throws Exception {
        assertThat(created(GOOD)).extracting(one -> one.path("value").asText()).containsExactly("shop", "pay");
        assertThat(created(GOOD.replace("pay", "new")))
                .singleElement()
                .satisfies(one -> assertThat(one.path("value").asText()).isEqualTo("new"));
        assertThat(created(GOOD)).isEmpty();
        assertThat(data(api.get(PATH))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"cli_1, cli_gone", "cli_1, cli_off"})
    void a_bot_that_is_missing_or_switched_off_gets_none(String known, String other) throws Exception {
        JsonNode error = assertError(api.json("POST", PATH, GOOD.replace(known, other)), 404, "not_found");

        assertThat(error.path("message").asText()).contains("Lark", other);
        assertThat(data(api.get(PATH))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "values    | [\"shop\",\"pay\",\"shop\"] | []",
                "values[1] | \"pay\"                   | null",
                "name      | \"project\"               | \"colour\"",
                "channel   | \"Lark\"                  | \"\"",
                "bot_id    | \"cli_1\"                 | null"
            })
    void what_is_wrong_is_named(String field, String good, String bad) throws Exception {
        assertThat(assertError(api.json("POST", PATH, GOOD.replace(good, bad)), 422, "invalid_field")
                        .path("field")
                        .asText())
                .isEqualTo(field);
    }

    @Test
    void a_list_is_filtered_by_names_value_and_bot() throws Exception {
        created(GOOD);
        created(GOOD.replace("project", "customer").replace("pay", "Acme.Inc"));

        assertThat(data(api.get(PATH + "?names=customer&names=product"))).hasSize(2);
        assertThat(data(api.get(PATH + "?value=me.i"))).hasSize(1);
        assertThat(data(api.get(PATH + "?value=.*"))).isEmpty();
        assertThat(data(api.get(PATH + "?channel=Lark&bot_id=cli_2"))).isEmpty();
        assertThat(data(api.get(PATH + "?limit=1"))).hasSize(1);
        assertError(api.get(PATH + "?names=colour"), 422, "invalid_field");
    }

    @Test
    void a_value_is_changed_unless_the_bot_has_it_already() throws Exception {
        String id = created(GOOD).get(0).path("_id").asText();

        assertThat(data(put(id + "?value=store")).path("value").asText()).isEqualTo("store");
        assertError(put(id + "?value=pay"), 409, "conflict");
        assertError(put(id), 422, "invalid_field");
        assertError(put("f".repeat(24) + "?value=x"), 404, "not_found");
        assertThat(data(api.get(PATH + "/" + id)).path("value").asText()).isEqualTo("store");
    }

    @Test
    void attributes_are_removed_one_by_one_or_by_name() throws Exception {
        String id = created(GOOD).get(0).path("_id").asText();
        created(GOOD.replace("project", "product"));

        assertThat(delete("/" + id).statusCode()).isEqualTo(200);
        assertError(delete("/" + id), 404, "not_found");
        assertError(delete("?channel=Lark&bot_id=cli_1"), 422, "invalid_field");
        assertThat(delete("?channel=Lark&bot_id=cli_1&names=product").statusCode())
                .isEqualTo(200);
        assertThat(delete("?channel=Lark&bot_id=cli_1&names=product").statusCode())
                .isEqualTo(200);
        assertThat(data(api.get(PATH)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("name").asText()).isEqualTo("project"));
    }

    private static HttpResponse<String> put(String rest) throws Exception {
        return api.json("PUT", PATH + "/" + rest, "");
    }

    private static HttpResponse<String> delete(String rest) throws Exception {
        return api.send(api.request("DELETE", PATH + rest).build());
    }

    private static JsonNode created(String body) throws Exception {
        HttpResponse<String> answer = api.json("POST", PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.mapper().readTree(answer.body()).get("data");
    }

    private static JsonNode data(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
