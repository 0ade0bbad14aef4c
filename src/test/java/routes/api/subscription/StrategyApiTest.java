package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.BOT;
import static routes.api.subscription.ManagedApi.STRATEGY;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.TEMPLATE;
import static routes.api.subscription.ManagedApi.strategy;
import static routes.api.subscription.ManagedApi.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.json.Json;

@Tag("slow")
class StrategyApiTest {
    private static final String NOBODY = "65f000000000000000000001";
    private static ManagedApi api;

    @BeforeAll
    static void start() throws Exception {
        api = ManagedApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void oneBot() {
        api.empty();
        api.addBot();
    }

    @Test
    void a_strategy_shows_its_bot_and_the_chats_that_the_bot_knows() throws Exception {
        api.database()
                .getCollection("veaiops__chatops_chat")
                .insertOne(new Document("channel", "Lark")
                        .append("bot_id", BOT)
                        .append("chat_id", "oc_1")
                        .append("name", "war room"));

        JsonNode created = api.data("POST", STRATEGY, strategy("night").toString(), 201);

        assertThat(created.at("/bot/bot_id").textValue()).isEqualTo(BOT);
        assertThat(created.at("/bot/name").textValue()).isEqualTo("ops bot");
        assertThat(created.toString()).doesNotContain("s3cret");
        assertThat(created.get("group_chats")).hasSize(1);
        assertThat(created.at("/group_chats/0/open_chat_id").textValue()).isEqualTo("oc_1");
        assertThat(created.at("/group_chats/0/chat_name").textValue()).isEqualTo("war room");
        assertThat(created.get("chat_ids")).hasSize(2);
        assertThat(api.read(STRATEGY + created.get("id").textValue()).get("data"))
                .isEqualTo(created);
    }

    @Test
    void a_strategy_for_an_unknown_bot_is_refused_before_it_is_stored() throws Exception {
        api.refused(
                "POST",
                STRATEGY,
                strategy("night").put("bot_id", "cli_99999999").toString(),
                404,
                "not_found");

        assertThat(strategies().countDocuments()).isZero();
    }

    @Test
    void a_chat_that_its_platform_cannot_have_is_named_and_a_topic_of_a_forum_is_taken() throws Exception {
        api.database()
                .getCollection("veaiops__config_bot")
                .insertOne(new Document("channel", "Telegram")
                        .append("bot_id", "ops")
                        .append("is_active", true));
        ObjectNode telegram = strategy("night").put("channel", "Telegram").put("bot_id", "ops");
        telegram.putArray("chat_ids").add("-1001234567890:15").add("ops room");

        JsonNode error = api.refused("POST", STRATEGY, telegram.toString(), 422, "invalid_field");

        assertThat(error.get("field").textValue()).isEqualTo("chat_ids[1]");
        assertThat(error.get("message").textValue()).contains("-1001234567890:15");
        assertThat(strategies().countDocuments()).isZero();
        telegram.putArray("chat_ids").add("-1001234567890:15").add("@ops_room");
        api.data("POST", STRATEGY, telegram.toString(), 201);
    }

    @Test
    void a_name_is_taken_once() throws Exception {
        create("night");
        String day = create("day");

        api.refused("POST", STRATEGY, strategy("night").toString(), 409, "conflict");
        api.refused("PUT", STRATEGY + day, strategy("night").toString(), 409, "conflict");

        assertThat(strategies().countDocuments()).isEqualTo(2);
    }

    @Test
    void one_strategy_without_its_bot_does_not_spoil_the_list() throws Exception {
        create("night");
        strategies()
                .insertOne(
                        new Document("name", "orphan").append("channel", "Lark").append("bot_id", "cli_gone0000"));

        JsonNode listed = api.read(STRATEGY);

        assertThat(listed.get("total").intValue()).isEqualTo(2);
        assertThat(listed.at("/data/0/bot/bot_id").textValue()).isEqualTo(BOT);
        assertThat(listed.at("/data/1/bot").isNull()).isTrue();
        assertThat(listed.at("/data/1/group_chats")).isEmpty();
    }

    @Test
    void the_list_filters_by_every_parameter() throws Exception {
        String night = create("night+1");
        create("day");
        api.data("PUT", STRATEGY + night + "/toggle", "{\"active\":false}", 200);

        assertThat(total("")).isEqualTo(1);
        assertThat(total("?show_all=true")).isEqualTo(2);
        assertThat(total("?show_all=true&name=T%2B")).isEqualTo(1);
        assertThat(total("?show_all=true&channel=Slack")).isZero();
        assertThat(total("?show_all=true&bot_id=" + BOT)).isEqualTo(2);
        assertThat(total("?show_all=true&chat_ids=oc_9&chat_ids=oc_1")).isEqualTo(2);
        assertThat(total("?show_all=true&chat_ids=oc_9")).isZero();
    }

    @Test
    void a_put_replaces_and_keeps_the_description_that_it_does_not_send() throws Exception {
        String id = api.data(
                        "POST",
                        STRATEGY,
                        strategy("night").put("description", "kept").toString(),
                        201)
                .get("id")
                .textValue();

        JsonNode after = api.data("PUT", STRATEGY + id, strategy("later").toString(), 200);

        assertThat(after.get("name").textValue()).isEqualTo("later");
        assertThat(after.get("description").textValue()).isEqualTo("kept");
        api.refused("PUT", STRATEGY + NOBODY, strategy("x").toString(), 404, "not_found");
    }

    @Test
    void a_strategy_in_use_is_not_deleted_and_its_users_are_named() throws Exception {
        String id = create("night");
        ObjectNode user = subscription("shop alerts");
        user.putArray("inform_strategy_ids").add(id);
        String subscriptionId =
                api.data("POST", SUBSCRIBE, user.toString(), 201).get("_id").textValue();

        JsonNode error = api.refused("DELETE", STRATEGY + id, "", 409, "conflict");

        assertThat(error.get("message").textValue()).contains("shop alerts");
        api.data("DELETE", SUBSCRIBE + subscriptionId, "", 200);
        api.data("DELETE", STRATEGY + id, "", 200);
        api.refused("DELETE", STRATEGY + id, "", 404, "not_found");
        api.refused("GET", STRATEGY + id, "", 404, "not_found");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | null",
                "name | \" \"",
                "channel | \"Fax\"",
                "channel | null",
                "bot_id | null",
                "chat_ids | []",
                "chat_ids | null",
                "chat_ids | [null]",
                "chat_ids | [\"\"]",
            })
    void a_field_that_cannot_be_is_refused_by_name(String field, String value) throws Exception {
        ObjectNode body = strategy("night");
        body.set(field, Json.mapper().readTree(value));

        JsonNode error = api.refused("POST", STRATEGY, body.toString(), 422, "invalid_field");

        assertThat(error.get("field").textValue()).startsWith(field);
        assertThat(strategies().countDocuments()).isZero();
    }

    @Test
    void a_template_is_kept_for_each_agent_and_channel() throws Exception {
        String body =
                """
                {"agents":["intelligent_threshold_agent","chatops_interest_agent"],
                 "channel":"Lark","template_id":"t1"}""";
        JsonNode created = api.data("POST", TEMPLATE, body, 201);
        String id = created.at("/0/_id").textValue();

        JsonNode changed = api.data("PUT", TEMPLATE + id, "{\"template_id\":\"t2\"}", 200);

        assertThat(created).hasSize(2);
        assertThat(changed.get("template_id").textValue()).isEqualTo("t2");
        assertThat(api.read(TEMPLATE).get("limit").intValue()).isEqualTo(10);
        assertThat(api.read(TEMPLATE + "?template_id=t2").get("data")).hasSize(1);
        assertThat(api.read(TEMPLATE + "?agents=chatops_interest_agent&channels=Lark")
                        .get("data"))
                .hasSize(1);
        api.data("PUT", TEMPLATE + id + "/toggle", "{\"active\":false}", 200);
        assertThat(api.read(TEMPLATE).get("total").intValue()).isEqualTo(1);
        assertThat(api.read(TEMPLATE + "?show_all=true").get("total").intValue())
                .isEqualTo(2);
        assertThat(api.data("POST", TEMPLATE, body, 201)).hasSize(2);
        assertThat(api.read(TEMPLATE).get("total").intValue()).isEqualTo(2);
        api.data("DELETE", TEMPLATE + id, "", 200);
        api.refused("GET", TEMPLATE + id, "", 404, "not_found");
        api.refused("PUT", TEMPLATE + id, "{\"template_id\":\"t2\"}", 404, "not_found");
    }

    @Test
    void a_template_that_cannot_be_is_refused() throws Exception {
        api.refused(
                "POST",
                TEMPLATE,
                "{\"agents\":[\"nobody\"],\"channel\":\"Lark\",\"template_id\":\"t\"}",
                422,
                "invalid_field");
        api.refused(
                "POST", TEMPLATE, "{\"agents\":[],\"channel\":\"Fax\",\"template_id\":\"t\"}", 422, "invalid_field");
        api.refused("POST", TEMPLATE, "{\"agents\":[],\"channel\":\"Lark\"}", 422, "invalid_field");

        assertThat(api.data("POST", TEMPLATE, "{\"agents\":[],\"channel\":\"Lark\",\"template_id\":\"t\"}", 201))
                .isEmpty();
    }

    private static String create(String name) throws Exception {
        return api.data("POST", STRATEGY, strategy(name).toString(), 201)
                .get("id")
                .textValue();
    }

    private static int total(String query) throws Exception {
        return api.read(STRATEGY + query).get("total").intValue();
    }

    private static MongoCollection<Document> strategies() {
        return api.database().getCollection("veaiops__event_inform_strategy");
    }
}
