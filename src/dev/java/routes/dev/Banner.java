package routes.dev;

import java.time.Instant;

/** What the embedded run says when it is ready: addresses, and calls to paste. */
final class Banner {

    private static final String TEXT =
            """

            VeAIOps Camel is ready
              HTTP         %1$s
              Management   %2$s/observe/health
              Kafka        %3$s   (veaiops.alarms, veaiops.events, veaiops.notices, veaiops.notices.dead,
                           veaiops.inbound, veaiops.messages, veaiops.alarms.rejected)
              MongoDB      %4$s
              Admin token  %5$s
              Egress       %10$s

            Try it. In a second terminal, print what a webhook gets; in a third, watch the public feed:
              mvn -q camel:run -Dcamel.mainClass=routes.dev.PrintWebhooks
              mvn -q camel:run -Dcamel.mainClass=routes.dev.WatchTopic

            Subscribe that webhook to every alarm:
              %6$s

            Send an alarm of each source:
              %7$s

              %8$s

              %9$s
            """;

    private static final String SUBSCRIBE =
            """
            curl -sS %s/apis/v1/manager/event-center/subscribe/ -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \
            -d '{"name":"everything","agent_type":"intelligent_threshold_agent","event_level":["P0","P1","P2"],\
            "start_time":"2020-01-01T00:00:00Z","end_time":"2100-01-01T00:00:00Z",\
            "enable_webhook":true,"webhook_endpoint":"http://127.0.0.1:9099/"}'""";

    private static final String ZABBIX =
            """
            curl -sS %s/alarms/zabbix -H 'X-Veaiops-Token: %s' -H 'Content-Type: application/json' \
            -d '{"params":{"host_name":"db-1","host_id":"10084","ip":"10.0.0.5","item_name":"CPU","item_id":"42269",\
            "item_value":"97.3 %%","metric_name":"system.cpu.util","subject":"Problem: high cpu",\
            "message":"Host: db-1, Severity: High","trigger_status":"PROBLEM",\
            "tags":"[{\\"tag\\":\\"projects_01\\",\\"value\\":\\"shop\\"}]"}}'""";

    private static final String ALIYUN =
            """
            curl -sS %s/alarms/aliyun -H 'X-Veaiops-Token: %s' \
            -d 'alertName=cpu&ruleId=rule-1&alertState=ALERT&triggerLevel=CRITICAL&metricName=CPU&rawMetricName=CPUUtilization\
            &curValue=99.1&regionId=cn-beijing&regionName=North2&lastTime=6m' \
            --data-urlencode 'dimensions={instanceId=i-x}' --data-urlencode 'customLabels={projects_01=shop}'""";

    private static final String VOLCENGINE =
            """
            curl -sS %1$s/alarms/volcengine -H 'X-Veaiops-Token: %2$s' -H 'Content-Type: application/json' \
            -d '{"Type":"Metric","AccountId":"2100001","RuleName":"ecs-cpu","RuleId":"rule-77","Namespace":"VCM_ECS",\
            "SubNamespace":"Instance","Level":"critical","HappenedAt":"%3$s","RuleCondition":"CPU > 90 for 3 points",\
            "Tags":[{"Key":"projects_01","Value":"shop"}],"Resources":[{"AlertGroupId":"ag-1","Id":"i-abc","Name":"web-1",\
            "Region":"cn-beijing","FirstAlertTime":%4$d,"LastAlertTime":%4$d,\
            "Metrics":[{"Name":"CpuTotal","Unit":"Percent","Threshold":90,"CurrentValue":97.2}]}]}'""";

    private static final String OPEN =
            """
            URLs that users set may lead to this machine and its private networks
                           (veaiops.egress.allow-private-targets=true here, false in production)""";

    private static final String CLOSED =
            """
            URLs that users set may lead to public addresses only, not to the webhook below
                           (veaiops.egress.allow-private-targets=false)""";

    private Banner() {}

    /** @param privateTargets whether URLs that users set may lead to this machine and its network */
    static String of(RunFile run, boolean privateTargets, Instant now) {
        return TEXT.formatted(
                run.http(),
                run.management(),
                run.kafka(),
                run.mongodb(),
                run.adminToken(),
                SUBSCRIBE.formatted(run.http(), run.adminToken()),
                ZABBIX.formatted(run.http(), token(run, "zabbix")),
                ALIYUN.formatted(run.http(), token(run, "aliyun")),
                VOLCENGINE.formatted(run.http(), token(run, "volcengine"), now, now.getEpochSecond()),
                privateTargets ? OPEN : CLOSED);
    }

    private static String token(RunFile run, String source) {
        return run.alarmTokens().get(source);
    }
}
