package routes.alarm.zabbix;

import static routes.alarm.FieldKind.SCALAR;
import static routes.alarm.FieldKind.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmStatus;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.JsonBody;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;
import routes.alarm.Shape;
import routes.alarm.SourceTime;

/** One notification of the Zabbix webhook media type is one alarm (spec events 2.3). */
@BindToRegistry("zabbixAlarmConverter")
public final class ZabbixAlarmConverter implements AlarmConverter {
    private static final Shape BODY = Shape.object()
            .required(
                    "params",
                    Shape.object()
                            .required("host_name", TEXT)
                            .required("host_id", TEXT)
                            .required("ip", TEXT)
                            .required("item_name", TEXT)
                            .required("item_id", TEXT)
                            .required("item_value", TEXT)
                            .required("metric_name", TEXT)
                            .required("message", TEXT)
                            .required("subject", TEXT)
                            .optional("url", TEXT)
                            .optional("tags", ZabbixTags.KIND)
                            .optional("trigger_status", TEXT)
                            .whenSent("severity", SCALAR)
                            .whenSent("event_id", SCALAR)
                            .whenSent("trigger_id", SCALAR)
                            .whenSent("event_time", SCALAR)
                            .whenSent("recovery_time", SCALAR));

    @Override
    public List<Alarm> convert(Intake intake) {
        ObjectNode params =
                (ObjectNode) BODY.read(JsonBody.object(intake.body())).get("params");
        List<Label> tags = ZabbixTags.labels(params.get("tags"));
        AlarmStatus status = status(text(params, "trigger_status"));
        String message = text(params, "message");
        AlarmBuilder alarm = intake.alarm(0)
                .datasourceType("Zabbix")
                .fingerprint(fingerprint(intake.source(), params))
                .status(status)
                .level(ZabbixLevel.of(text(params, "severity"), message))
                .title(PlainText.firstOf(text(params, "subject"), text(params, "item_name")))
                .summary(message)
                .owners(OwnerLabels.from(tags))
                .startedAt(SourceTime.parse(text(params, "event_time"), intake.receivedAt()))
                .sentAt(recoveredAt(status, params, intake.receivedAt()))
                .sourceEventId(expanded(params, "event_id"))
                .raw(params);
        addLabels(alarm, params);
        tags.forEach(tag -> alarm.tag(tag.name(), tag.value()));
        return List.of(alarm.build());
    }

    private static AlarmStatus status(@Nullable String triggerStatus) {
        boolean over = "OK".equalsIgnoreCase(triggerStatus) || "RESOLVED".equalsIgnoreCase(triggerStatus);
        return over ? AlarmStatus.RESOLVED : AlarmStatus.FIRING;
    }

    /** The trigger when it is told, because one item may have several; else the reference's key: host and item. */
    private static String fingerprint(String source, JsonNode params) {
        String host = PlainText.firstOf(
                expanded(params, "host_id"), expanded(params, "host_name"), expanded(params, "ip"), "unknown");
        String trigger = expanded(params, "trigger_id");
        if (trigger != null) {
            return Fingerprint.of(source, "trigger", trigger, host);
        }
        String item = PlainText.firstOf(
                expanded(params, "item_id"), expanded(params, "metric_name"), text(params, "subject"), "unknown");
        return Fingerprint.of(source, "item", host, item);
    }

    /** {@code event_time} is when the problem began, in every message of it; only a recovery has a time of its own. */
    private static @Nullable Instant recoveredAt(AlarmStatus status, JsonNode params, Instant receivedAt) {
        return status == AlarmStatus.RESOLVED ? SourceTime.parse(text(params, "recovery_time"), receivedAt) : null;
    }

    private static void addLabels(AlarmBuilder alarm, JsonNode params) {
        alarm.label("host", text(params, "host_name"))
                .label("host_id", text(params, "host_id"))
                .label("ip", expanded(params, "ip"))
                .label("item", text(params, "item_name"))
                .label("item_id", text(params, "item_id"))
                .label("metric", text(params, "metric_name"))
                .label("value", expanded(params, "item_value"))
                .label("severity", expanded(params, "severity"))
                .label("trigger_id", expanded(params, "trigger_id"));
    }

    /** A value that Zabbix filled in; null when it is absent, blank or still the macro's name. */
    private static @Nullable String expanded(JsonNode params, String field) {
        String value = text(params, field);
        boolean filled = value != null && !value.isBlank() && !value.startsWith("{") && !value.equals("*UNKNOWN*");
        return filled ? value : null;
    }

    private static @Nullable String text(JsonNode params, String field) {
        return params.path(field).textValue();
    }
}
