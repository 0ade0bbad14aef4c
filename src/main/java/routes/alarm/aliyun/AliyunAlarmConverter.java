package routes.alarm.aliyun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmStatus;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;
import routes.alarm.SourceTime;
import routes.alarm.StatusWords;
import routes.common.error.RefusedRequest;

/** One callback of CloudMonitor is one alarm: of a threshold rule, or of a system event. */
@BindToRegistry("aliyunAlarmConverter")
public final class AliyunAlarmConverter implements AlarmConverter {
    @Override
    public List<Alarm> convert(Intake intake) {
        ObjectNode event = AliyunSystemEvent.in(intake).orElse(null);
        if (event != null) {
            return List.of(AliyunSystemEvent.alarm(intake, event));
        }
        AliyunNotification sent = AliyunNotification.from(intake);
        List<Label> dimensions = KeyValueText.pairs(sent.get("dimensions"));
        List<Label> customLabels = KeyValueText.pairs(sent.get("customLabels"));
        AlarmBuilder alarm = intake.alarm(0)
                .datasourceType("Aliyun")
                .fingerprint(fingerprint(intake.source(), sent, dimensions))
                .status(over(sent.get("alertState")) ? AlarmStatus.RESOLVED : AlarmStatus.FIRING)
                .levelOf(sent.get("triggerLevel"))
                .title(title(sent))
                .summary(summary(sent))
                .owners(OwnerLabels.from(customLabels))
                .region(sent.first("regionId").isEmpty() ? List.of() : List.of(sent.first("regionId")))
                .sentAt(SourceTime.parse(sent.get("timestamp"), intake.receivedAt()))
                .sourceEventId(sent.get("transId"))
                .raw(sent.raw(customLabels));
        addLabels(alarm, sent);
        dimensions.forEach(dimension -> alarm.tag(dimension.name(), dimension.value()));
        customLabels.forEach(label -> alarm.tag(label.name(), label.value()));
        return List.of(alarm.build());
    }

    private static boolean over(@Nullable String alertState) {
        return alertState != null
                && StatusWords.of(alertState)
                        .filter(AlarmStatus.RESOLVED::equals)
                        .isPresent();
    }

    /** The rule, else the metric, and the dimensions as a set: their order says nothing. */
    private static String fingerprint(String source, AliyunNotification sent, List<Label> dimensions) {
        List<String> set = new ArrayList<>();
        dimensions.forEach(dimension -> set.add(dimension.name() + "=" + dimension.value()));
        if (set.isEmpty() && sent.get("dimensions") != null) {
            set.add(sent.first("dimensions"));
        }
        set.sort(null);
        String rule = sent.get("ruleId");
        if (rule != null) {
            set.add(0, rule);
            return Fingerprint.of(source, "rule", set);
        }
        String metric = sent.first("rawMetricName", "metricName");
        if (metric.isEmpty() || set.isEmpty()) {
            throw RefusedRequest.invalid(
                    "ruleId", "ruleId is required, or metricName with dimensions: an alarm must say what it is about");
        }
        set.add(0, sent.first("namespace", "metricProject"));
        set.add(1, metric);
        return Fingerprint.of(source, "metric", set);
    }

    private static String title(AliyunNotification sent) {
        String what = sent.first("alertName", "metricName", "rawMetricName", "ruleId");
        String where = sent.first("instanceName", "dimensions");
        return where.isEmpty() ? what : what + " · " + where;
    }

    private static String summary(AliyunNotification sent) {
        boolean noData = "INSUFFICIENT_DATA".equalsIgnoreCase(sent.get("alertState"));
        StringBuilder text = new StringBuilder(noData ? "No data: " : "");
        text.append(sent.first("metricName", "rawMetricName", "alertName", "ruleId"));
        append(text, " ", sent.first("curValue"), sent.first("unit"));
        append(text, " (", sent.first("expression"), ")");
        append(text, ", for ", sent.first("lastTime"), "");
        append(text, ", ", sent.first("regionName", "regionId"), "");
        return text.toString();
    }

    private static void append(StringBuilder text, String before, String value, String after) {
        if (!value.isEmpty()) {
            text.append(before).append(value).append(after);
        }
    }

    private static void addLabels(AlarmBuilder alarm, AliyunNotification sent) {
        alarm.label("rule_id", sent.get("ruleId"))
                .label("rule_name", sent.get("alertName"))
                .label("metric", PlainText.firstOf(sent.get("rawMetricName"), sent.get("metricName")))
                .label("host", sent.get("instanceName"))
                .label("value", sent.get("curValue"))
                .label("namespace", sent.first("namespace", "metricProject"))
                .label("region", sent.get("regionId"))
                .label("account", sent.get("userId"));
    }
}
