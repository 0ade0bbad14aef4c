package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.STRATEGY;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.strategy;
import static routes.api.subscription.ManagedApi.subscription;
import static routes.api.subscription.ManagedApi.withWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

@Tag("slow")
class SubscriptionApiTest {
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
    void empty() {
        api.empty();
    }

    @Test
    void a_subscription_is_created_read_listed_and_deleted() throws Exception {
        JsonNode created = api.data("POST", SUBSCRIBE, subscription("shop").toString(), 201);
        String id = created.get("_id").textValue();

        JsonNode read = api.read(SUBSCRIBE + id).get("data");
        JsonNode listed = api.read(SUBSCRIBE + "?limit=5");

        assertThat(read).isEqualTo(created);
        assertThat(created.get("end_time").textValue()).isEqualTo("2125-12-31T16:00:00.000Z");
        assertThat(created.get("webhook_format").textValue()).isEqualTo("legacy");
        assertThat(created.get("notify_resolved").booleanValue()).isTrue();
        assertThat(created.get("is_active").booleanValue()).isTrue();
        assertThat(created.get("webhook_secret").isNull()).isTrue();
        assertThat(created.get("created_at").textValue()).endsWith("Z");
        assertThat(listed.get("data")).hasSize(1);
        assertThat(listed.get("total").intValue()).isOne();
        assertThat(listed.get("limit").intValue()).isEqualTo(5);
        assertThat(api.data("DELETE", SUBSCRIBE + id, "", 200).isNull()).isTrue();
        api.refused("GET", SUBSCRIBE + id, "", 404, "not_found");
        api.refused("DELETE", SUBSCRIBE + id, "", 404, "not_found");
    }

    @Test
    void what_is_written_is_matched_before_the_answer() throws Exception {
        api.create(subscription("baseline"));
        int before = api.book().current().size();

        String id = api.create(subscription("shop"));

        assertThat(api.book().current().size()).isEqualTo(before + 1);
        api.data("PUT", SUBSCRIBE + id + "/toggle", "{\"active\":false}", 200);
        assertThat(api.book().current().size()).isEqualTo(before);
    }

    @Test
    void what_another_copy_writes_is_followed_within_a_second() throws Exception {
        api.create(subscription("baseline"));
        int before = api.book().current().size();
        api.database().getCollection("veaiops__event_subscribe").insertOne(new Document("name", "elsewhere"));

        api.changedElsewhere();

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> api.book().current().size() == before + 1);
    }

    @Test
    void strategies_are_whole_when_written_and_links_when_read() throws Exception {
        String strategyId = createStrategy("night");
        ObjectNode body = subscription("shop");
        body.putArray("inform_strategy_ids").add(strategyId).add(strategyId);

        JsonNode created = api.data("POST", SUBSCRIBE, body.toString(), 201);

        assertThat(created.get("inform_strategy_ids")).hasSize(1);
        assertThat(created.at("/inform_strategy_ids/0/name").textValue()).isEqualTo("night");
        assertThat(api.read(SUBSCRIBE + created.get("_id").textValue()).at("/data/inform_strategy_ids/0"))
                .isEqualTo(Json.mapper()
                        .createObjectNode()
                        .put("id", strategyId)
                        .put("collection", "veaiops__event_inform_strategy"));
    }

    @Test
    void an_unknown_strategy_is_named() throws Exception {
        ObjectNode body = subscription("shop");
        body.putArray("inform_strategy_ids").add("65f000000000000000000001");

        JsonNode error = api.refused("POST", SUBSCRIBE, body.toString(), 422, "invalid_field");

        assertThat(error.get("field").textValue()).isEqualTo("inform_strategy_ids");
        assertThat(error.get("message").textValue()).contains("65f000000000000000000001");
        assertThat(api.read(SUBSCRIBE).get("data")).isEmpty();
    }

    @Test
    void a_put_writes_only_the_fields_that_are_present() throws Exception {
        String strategyId = createStrategy("night");
        ObjectNode body = withWebhook("shop").put("notify_resolved", false).put("description", "who sells");
        body.putArray("inform_strategy_ids").add(strategyId);
        body.putArray("interest_projects").add("a");
        String id = api.create(body);

        JsonNode kept = api.data("PUT", SUBSCRIBE + id, subscription("renamed").toString(), 200);

        assertThat(kept.get("name").textValue()).isEqualTo("renamed");
        assertThat(kept.get("description").textValue()).isEqualTo("who sells");
        assertThat(kept.get("inform_strategy_ids")).hasSize(1);
        assertThat(kept.get("interest_projects")).hasSize(1);
        assertThat(kept.get("notify_resolved").booleanValue()).isFalse();
        assertThat(kept.get("webhook_endpoint").textValue()).isEqualTo("https://hook.example/in");
        assertThat(api.read(SUBSCRIBE + id)
                        .at("/data/webhook_headers/Authorization")
                        .textValue())
                .isEqualTo("***");
    }

    @Test
    void null_keeps_strategies_and_clears_the_rest_and_an_empty_list_clears() throws Exception {
        String strategyId = createStrategy("night");
        ObjectNode body = withWebhook("shop");
        body.putArray("inform_strategy_ids").add(strategyId);
        body.putArray("interest_projects").add("a");
        String id = api.create(body);
        ObjectNode nulls = subscription("shop").putNull("inform_strategy_ids").putNull("interest_projects");
        nulls.putNull("webhook_headers").putNull("enable_webhook").putNull("webhook_endpoint");

        JsonNode after = api.data("PUT", SUBSCRIBE + id, nulls.toString(), 200);

        assertThat(after.get("inform_strategy_ids")).hasSize(1);
        assertThat(after.get("interest_projects").isNull()).isTrue();
        assertThat(after.get("webhook_headers").isNull()).isTrue();
        assertThat(after.get("webhook_endpoint").isNull()).isTrue();
        ObjectNode cleared = subscription("shop");
        cleared.putArray("inform_strategy_ids");
        assertThat(api.data("PUT", SUBSCRIBE + id, cleared.toString(), 200).get("inform_strategy_ids"))
                .isEmpty();
    }

    @Test
    void matchers_windows_and_the_wait_before_a_recovery_are_kept_until_a_put_says_otherwise() throws Exception {
        ObjectNode body = subscription("shop").put("outside_windows", "drop").put("resolved_after_seconds", 120);
        body.putArray("matchers")
                .addObject()
                .put("name", "host")
                .put("op", "=~")
                .put("value", "web-.*");
        body.putArray("windows").addObject().put("from", "22:00").put("to", "24:00");
        ((ObjectNode) body.at("/windows/0")).putArray("days").add("FRI").add("mon");
        String id = api.create(body);

        JsonNode kept = api.data("PUT", SUBSCRIBE + id, subscription("renamed").toString(), 200);
        ObjectNode nulls = subscription("shop").putNull("matchers").putNull("windows");
        JsonNode off = api.data(
                "PUT", SUBSCRIBE + id, nulls.putNull("resolved_after_seconds").toString(), 200);

        assertThat(kept.get("matchers").toString())
                .isEqualTo("[{\"name\":\"host\",\"op\":\"=~\",\"value\":\"web-.*\"}]");
        assertThat(kept.get("windows").toString())
                .as("a window without a zone is in that of the setting")
                .isEqualTo(
                        "[{\"days\":[\"MON\",\"FRI\"],\"from\":\"22:00\",\"to\":\"00:00\",\"zone\":\"Asia/Shanghai\"}]");
        assertThat(kept.get("outside_windows").textValue()).isEqualTo("drop");
        assertThat(kept.get("resolved_after_seconds").intValue()).isEqualTo(120);
        assertThat(off.get("matchers")).isEmpty();
        assertThat(off.get("windows")).isEmpty();
        assertThat(off.get("resolved_after_seconds").isNull()).isTrue();
    }

    @Test
    void a_time_without_a_zone_is_read_in_the_zone_of_the_setting() throws Exception {
        ObjectNode body = subscription("shop")
                .put("start_time", "2026-11-30T10:00:00")
                .put("end_time", "2026-12-30T10:00:00+00:00");

        JsonNode created = api.data("POST", SUBSCRIBE, body.toString(), 201);

        assertThat(created.get("start_time").textValue()).isEqualTo("2026-11-30T02:00:00.000Z");
        assertThat(created.get("end_time").textValue()).isEqualTo("2026-12-30T10:00:00.000Z");
    }

    @Test
    void what_is_told_together_and_again_is_kept_until_a_put_says_otherwise() throws Exception {
        ObjectNode body = subscription("shop").put("group_wait_seconds", 5).put("remind_every_seconds", 600);
        body.putArray("group_by").add("project");
        String id = api.create(body);

        JsonNode kept = api.data("PUT", SUBSCRIBE + id, subscription("renamed").toString(), 200);
        JsonNode off = api.data(
                "PUT",
                SUBSCRIBE + id,
                subscription("renamed").putNull("group_by").toString(),
                200);

        assertThat(kept.at("/group_by/0").textValue()).isEqualTo("project");
        assertThat(kept.get("group_wait_seconds").intValue()).isEqualTo(5);
        assertThat(kept.get("group_interval_seconds").intValue()).isEqualTo(300);
        assertThat(kept.get("remind_max").intValue()).isEqualTo(10);
        assertThat(off.get("group_by").isNull()).isTrue();
        assertThat(off.get("remind_every_seconds").intValue()).isEqualTo(600);
        String wrong = subscription("x").put("remind_max", 0).toString();
        assertThat(api.refused("PUT", SUBSCRIBE + id, wrong, 422, "invalid_field"))
                .isNotNull();
    }

    @Test
    void a_put_cannot_switch_or_move_a_subscription() throws Exception {
        String id = api.create(subscription("shop"));
        ObjectNode body = subscription("shop").put("is_active", false).put("_id", "65f000000000000000000001");

        api.data("PUT", SUBSCRIBE + id, body.toString(), 200);

        assertThat(api.read(SUBSCRIBE + id).at("/data/is_active").booleanValue())
                .isTrue();
    }

    @Test
    void the_list_filters_by_every_parameter() throws Exception {
        ObjectNode other = subscription("b (other)").put("agent_type", "chatops_interest_agent");
        other.putArray("interest_products").add("db");
        other.putArray("interest_customers").add("acme");
        api.create(withWebhook("A.shop"));
        String inactive = api.create(other);
        api.data("PUT", SUBSCRIBE + inactive + "/toggle", "{\"active\":false}", 200);

        assertThat(names("")).containsExactly("A.shop");
        assertThat(names("?show_all=true")).containsExactly("A.shop", "b (other)");
        assertThat(names("?show_all=true&name=a.S")).containsExactly("A.shop");
        assertThat(names("?show_all=true&name=%28other%29")).containsExactly("b (other)");
        assertThat(names("?show_all=true&name=.%2A")).isEmpty();
        assertThat(names("?show_all=true&agents=chatops_interest_agent")).containsExactly("b (other)");
        assertThat(names("?show_all=true&event_levels=P0&event_levels=P1")).hasSize(2);
        assertThat(names("?show_all=true&event_levels=P1")).isEmpty();
        assertThat(names("?show_all=true&enable_webhook=true")).containsExactly("A.shop");
        assertThat(names("?show_all=true&enable_webhook=false")).containsExactly("b (other)");
        assertThat(names("?show_all=true&products=web")).containsExactly("A.shop");
        assertThat(names("?show_all=true&customers=zeta")).containsExactly("A.shop");
        assertThat(names("?show_all=true&customers=acme&products=db")).hasSize(2);
        assertThat(names("?show_all=true&skip=1&limit=1")).containsExactly("b (other)");
    }

    private static String createStrategy(String name) throws Exception {
        api.addBot();
        return api.data("POST", STRATEGY, strategy(name).toString(), 201)
                .get("id")
                .textValue();
    }

    private static List<String> names(String query) throws Exception {
        return StreamSupport.stream(api.read(SUBSCRIBE + query).get("data").spliterator(), false)
                .map(rule -> rule.get("name").textValue())
                .toList();
    }
}
