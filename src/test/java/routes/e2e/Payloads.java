package routes.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import routes.common.json.Json;

/** What monitoring systems post, and what a subscriber asks for. */
public final class Payloads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Payloads() {}

    public static String volcengine(String type, String level, String project, String... groups) {
        ArrayNode resources = JSON.arrayNode();
        for (String group : groups) {
            resources.add(JSON.objectNode()
                    .put("AlertGroupId", group)
                    .put("Id", "i-" + group)
                    .put("Name", "web-" + group)
                    .put("Region", "cn-beijing")
                    .put("FirstAlertTime", 1746064800)
                    .put("LastAlertTime", 1746064860));
        }
        ObjectNode body = JSON.objectNode()
                .put("Type", type)
                .put("AccountId", "2100001")
                .put("RuleName", "ecs-cpu")
                .put("RuleId", "rule-77")
                .put("Namespace", "VCM_ECS")
                .put("SubNamespace", "Instance")
                .put("Level", level)
                .put("HappenedAt", "2025-05-01 10:00:00(UTC+08:00)")
                .put("RuleCondition", "CPU > 90");
        body.putArray("Tags").add(JSON.objectNode().put("Key", "projects_01").put("Value", project));
        body.set("MetricRecovered".equals(type) ? "RecoveredResources" : "Resources", resources);
        return text(body);
    }

    public static String zabbix(String status, String project, String host) {
        ObjectNode params = JSON.objectNode()
                .put("host_name", host)
                .put("host_id", host)
                .put("ip", "10.0.0.5")
                .put("item_name", "CPU")
                .put("item_id", "42269")
                .put("item_value", "97.3 %")
                .put("metric_name", "system.cpu.util")
                .put("subject", "Problem: high cpu")
                .put("message", "Host: " + host + "\nSeverity: High\n")
                .put("tags", "[{\"tag\":\"projects_01\",\"value\":\"" + project + "\"}]")
                .put("trigger_status", status);
        return text(JSON.objectNode().set("params", params));
    }

    /** An interest hit; a rule is its name and action, such as {@code VIP Detect}. */
    public static String interest(String chat, String message, String... rules) {
        ObjectNode body = JSON.objectNode()
                .put("bot_id", "cli_0123456789")
                .put("channel", "Lark")
                .put("msg_id", message)
                .put("chat_id", chat)
                .put("agent_type", "chatops_interest_agent");
        ArrayNode data = body.putArray("data");
        for (String rule : rules) {
            String[] words = rule.split(" ");
            data.add(JSON.objectNode()
                    .put("name", words[0])
                    .put("uuid", words[0])
                    .put("action_category", words[1])
                    .put("inspect_category", "RE")
                    .put("regular_expression", "x")
                    .put("silence_delta", "PT6H")
                    .put("level", "P1")
                    .put("bot_id", "cli_0123456789")
                    .put("channel", "Lark")
                    .put("is_satisfied", true));
        }
        return text(body);
    }

    /** A subscription with a webhook; no level means all. */
    public static ObjectNode subscription(String project, String url, List<String> levels) {
        ObjectNode body = JSON.objectNode()
                .put("name", "rule of " + project)
                .put("agent_type", "intelligent_threshold_agent")
                .put("start_time", "2020-01-01T00:00:00Z")
                .put("end_time", "2099-01-01T00:00:00Z")
                .put("enable_webhook", true)
                .put("webhook_endpoint", url);
        body.putArray("event_level").addAll(levels.stream().map(JSON::textNode).toList());
        body.putArray("interest_projects").add(project);
        return body;
    }

    static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public static String text(Object body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }
}
