package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.subscription;
import static routes.api.subscription.ManagedApi.withWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;

@Tag("slow")
class SubscriptionRefusalsTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?skip=-1",
                "?limit=0",
                "?limit=-1",
                "?limit=x",
                "?event_levels=P9",
                "?agents=nobody",
                "?enable_webhook=maybe",
                "?show_all=2"
            })
    void a_list_refuses_what_it_does_not_know(String query) throws Exception {
        api.refused("GET", SUBSCRIBE + query, "", 422, "invalid_field");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | null",
                "name | \"\"",
                "name | \"  \"",
                "name | 7",
                "agent_type | \"nobody\"",
                "agent_type | null",
                "start_time | \"yesterday\"",
                "start_time | 7",
                "end_time | \"2025-12-31T23:59:59Z\"",
                "event_level | null",
                "event_level | [\"P9\"]",
                "event_level | [null]",
                "event_level | \"P0\"",
                "webhook_endpoint | null",
                "webhook_endpoint | \"\"",
                "webhook_endpoint | \"/relative\"",
                "webhook_endpoint | \"ftp://hook.example\"",
                "webhook_endpoint | \"https://\"",
                "webhook_endpoint | \"https://user:pass@hook.example\"",
                "webhook_endpoint | \"https://hook example\"",
                "webhook_endpoint | \"http://127.0.0.1:9099/\"",
                "webhook_endpoint | \"http://localhost/in\"",
                "webhook_endpoint | \"http://2130706433/\"",
                "webhook_endpoint | \"https://169.254.169.254/latest\"",
                "webhook_endpoint | \"https://[::ffff:10.0.0.1]/\"",
                "webhook_endpoint | \"https://[fd00:ec2::254]/\"",
                "webhook_format | \"xml\"",
                "webhook_secret | \"short\"",
                "webhook_headers | {\"X-A\": \"a\\r\\nB: c\"}",
                "webhook_headers | {\"X A\": \"a\"}",
                "webhook_headers | {\"$set\": \"a\"}",
                "webhook_headers | {\"Content-Length\": \"1\"}",
                "webhook_headers | {\"Keep-Alive\": \"timeout=5\"}",
                "webhook_headers | {\"CamelRestHttpUri\": \"http://elsewhere/\"}",
                "webhook_headers | {\"camelhttppath\": \"/elsewhere\"}",
                "webhook_headers | {\"CAMEL-x\": \"1\"}",
                "webhook_headers | {\"X-A\": null}",
                "webhook_headers | {\"X-A\": \"***\"}",
                "webhook_headers | []",
                "inform_strategy_ids | [\"12\"]",
                "inform_strategy_ids | [null]",
                "interest_projects | [null]",
                "interest_projects | [7]",
                "notify_resolved | \"no\"",
                "matchers[0].value | [{\"name\": \"host\", \"op\": \"=~\", \"value\": \"a(\"}]",
                "matchers[0].op | [{\"name\": \"host\", \"op\": \"==\", \"value\": \"a\"}]",
                "windows[0] | [{\"from\": \"22:00\"}]",
                "windows[0] | [{\"from\": \"22:00\", \"to\": \"26:00\"}]",
                "windows[0] | [{\"days\": [\"MONDAY\"], \"from\": \"22:00\", \"to\": \"06:00\"}]",
                "windows[0].zone | [{\"from\": \"22:00\", \"to\": \"06:00\", \"zone\": \"Mars/Olympus\"}]",
                "outside_windows | \"wait\"",
                "resolved_after_seconds | -1",
            })
    void a_field_that_cannot_be_is_refused_by_name_and_changes_nothing(String field, String value) throws Exception {
        ObjectNode body = withWebhook("shop");
        body.set(field.replaceAll("\\[.*", ""), Json.mapper().readTree(value));

        JsonNode error = api.refused("POST", SUBSCRIBE, body.toString(), 422, "invalid_field");

        assertThat(error.get("field").textValue()).startsWith(field);
        assertThat(error.get("message").textValue()).doesNotContain("s3cret", "pass@");
        assertThat(api.read(SUBSCRIBE + "?show_all=true").get("data")).isEmpty();
    }

    @Test
    void bodies_that_are_no_json_object_are_refused() throws Exception {
        api.refused("POST", SUBSCRIBE, "{", 400, "malformed_body");
        api.refused("POST", SUBSCRIBE, "[]", 422, "invalid_field");
        api.refused("PUT", SUBSCRIBE + "12", subscription("x").toString(), 422, "invalid_field");
        api.refused(
                "PUT", SUBSCRIBE + "65f000000000000000000001", subscription("x").toString(), 404, "not_found");
        api.refused("PUT", SUBSCRIBE + "65f000000000000000000001/toggle", "{}", 422, "invalid_field");
        api.refused("PUT", SUBSCRIBE + "65f000000000000000000001/toggle", "{\"active\":true}", 404, "not_found");
    }

    @Test
    void a_long_name_and_unknown_fields() throws Exception {
        api.create(subscription("n".repeat(100)).put("template", "x"));

        api.refused("POST", SUBSCRIBE, subscription("n".repeat(101)).toString(), 422, "invalid_field");
    }
}
