package routes.bench;

import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is posted: the same shape of alarm to the application and to the servers it is compared with. */
final class Payloads {
    static final int FINGERPRINTS = 2_000;
    static final int PER_POST = 10;

    private static final String ZABBIX =
            """
            {"params":{"host_name":"db-1","host_id":"10084","ip":"10.0.0.5","item_name":"CPU utilisation",\
            "item_id":"42269","item_value":"~~~~~~~~~~~~~~~~~~~~","metric_name":"system.cpu.util",\
            "subject":"Problem: high cpu","message":"Host: db\\nSeverity: Average\\nCPU is above 90 % for 3 minutes\\n",\
            "tags":"[{\\"tag\\":\\"managed-by\\",\\"value\\":\\"ve_aiops\\"},{\\"tag\\":\\"projects_01\\",\\"value\\":\\"shop\\"}]",\
            "trigger_id":"#KEY#","trigger_status":"PROBLEM","url":"https://aiops.example/zabbix/"}}""";
    private static final String VOLCENGINE =
            """
            {"Type":"Metric","AccountId":"2100001","RuleName":"ecs-cpu","RuleId":"rule-77","Namespace":"VCM_ECS",\
            "SubNamespace":"Instance","Level":"warning","HappenedAt":"2025-05-01 10:00:00(UTC+08:00)",\
            "RuleCondition":"CPU > 90 for 3 points","Tags":[{"Key":"projects_01","Value":"shop"},\
            {"Key":"products_01","Value":"ECS"},{"Key":"team","Value":"web"}],"Resources":[%s]}""";
    private static final String RESOURCE =
            """
            {"AlertGroupId":"ag-#KEY#","Id":"i-abc","Name":"web-1","Region":"cn-beijing","FirstAlertTime":1746064800,\
            "LastAlertTime":1746064860,"Metrics":[{"Name":"CpuTotal","Unit":"Percent","Threshold":90,\
            "CurrentValue":97.2}],"Dimensions":[{"Name":"ResourceID","Value":"i-abc"}]}""";
    private static final String ALERT =
            """
            {"labels":{"alertname":"CpuHigh","host":"db-1","trigger_id":"#KEY#","item":"CPU utilisation",\
            "metric":"system.cpu.util","project":"shop","severity":"average"},\
            "annotations":{"summary":"Problem: high cpu","description":"CPU is above 90 % for 3 minutes"},\
            "generatorURL":"https://aiops.example/zabbix/"}""";

    private static final String ALERT_HOOK =
            """
            {"version":"4","groupKey":"{}:{alertname=\\"CpuHigh\\"}","truncatedAlerts":0,"status":"firing",\
            "receiver":"veaiops","groupLabels":{"alertname":"CpuHigh"},"commonLabels":{"alertname":"CpuHigh"},\
            "commonAnnotations":{},"externalURL":"https://alerts.example","alerts":[{"status":"firing",\
            "labels":{"alertname":"CpuHigh","host":"db-1","item":"CPU utilisation","metric":"system.cpu.util",\
            "project":"shop","severity":"warning"},"annotations":{"summary":"Problem: high cpu",\
            "description":"CPU is above 90 % for 3 minutes"},"startsAt":"2025-05-01T02:00:00Z",\
            "endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://prometheus.example/graph",\
            "fingerprint":"#KEY#"}]}""";

    private Payloads() {}

    /** One Zabbix notification; its send time comes back as {@code item_value}. */
    static RequestTemplate zabbix(String token) {
        String body = ZABBIX.replace("#KEY#", RequestTemplate.KEY);
        return RequestTemplate.post("/alarms/zabbix", token(token), body);
    }

    /** One Volcengine notification with ten resources. */
    static RequestTemplate volcengine(String token) {
        return RequestTemplate.post("/alarms/volcengine", token(token), VOLCENGINE.formatted(many(RESOURCE, PER_POST)));
    }

    /** What Alertmanager posts, one alert: a source that is a jq mapping. */
    static RequestTemplate mapped(String token) {
        String body = ALERT_HOOK.replace("#KEY#", RequestTemplate.KEY);
        return RequestTemplate.post("/alarms/alertmanager", token(token), body);
    }

    /** What Alertmanager takes. */
    static RequestTemplate alertmanager(int alerts) {
        return RequestTemplate.post("/api/v2/alerts", "", "[" + many(ALERT, alerts) + "]");
    }

    /** The Zabbix notification for a server that only reads and writes it. */
    static RequestTemplate echo() {
        return RequestTemplate.post("/echo", "", ZABBIX.replace("#KEY#", RequestTemplate.KEY));
    }

    /** Keys that come again after {@link #FINGERPRINTS}. */
    static LongUnaryOperator repeating(RequestTemplate template) {
        return request -> request * template.keys() % FINGERPRINTS;
    }

    /** Keys that were not used before, from this one on. */
    static LongUnaryOperator distinct(RequestTemplate template, long first) {
        return request -> first + request * template.keys();
    }

    private static String token(String token) {
        return "X-Veaiops-Token: " + token + "\r\n";
    }

    private static String many(String one, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> one.replace("#KEY#", RequestTemplate.KEY))
                .collect(Collectors.joining(","));
    }
}
