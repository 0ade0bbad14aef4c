package routes.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A body as a monitoring system posts it.
 *
 * @param source the alarm endpoint below {@code /alarms/}
 * @param contentType of the body
 * @param body as it goes over the wire
 * @param words what it says, for people
 */
record AlarmPost(String source, String contentType, String body, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param value what the metric shows, with its unit */
    static AlarmPost of(Trouble trouble, String value, boolean firing) {
        return trouble.source().equals("aliyun") ? aliyun(trouble, value, firing) : zabbix(trouble, value, firing);
    }

    /** What a media type of Zabbix posts. */
    private static AlarmPost zabbix(Trouble trouble, String value, boolean firing) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("host_name", trouble.host());
        params.put("host_id", trouble.host());
        params.put("ip", "10.0.0.5");
        params.put("item_name", trouble.metric());
        params.put("item_id", trouble.id());
        params.put("item_value", value);
        params.put("metric_name", trouble.metric());
        params.put("subject", (firing ? "Problem: " : "Resolved: ") + trouble.subject());
        params.put("message", "Host: " + trouble.host() + ", Severity: High");
        params.put("trigger_status", firing ? "PROBLEM" : "OK");
        return new AlarmPost(
                "zabbix", "application/json", json(Map.of("params", params)), trouble.words(value, firing));
    }

    /** What CloudMonitor of Aliyun posts for a rule. */
    private static AlarmPost aliyun(Trouble trouble, String value, boolean firing) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("alertName", trouble.subject());
        form.put("ruleId", trouble.id());
        form.put("alertState", firing ? "ALERT" : "OK");
        form.put("triggerLevel", firing ? "WARN" : "OK");
        form.put("preTriggerLevel", firing ? "null" : "WARN");
        form.put("metricName", trouble.metric());
        form.put("rawMetricName", trouble.metric());
        form.put("curValue", value.replaceAll("[^0-9.]", ""));
        form.put("regionId", "cn-beijing");
        form.put("regionName", "North2");
        form.put("lastTime", "6m");
        form.put("dimensions", "{instanceId=" + trouble.host() + "}");
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new AlarmPost("aliyun", "application/x-www-form-urlencoded", body, trouble.words(value, firing));
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
