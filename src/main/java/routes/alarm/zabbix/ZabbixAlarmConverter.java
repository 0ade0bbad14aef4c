package routes.alarm.zabbix;

import static routes.alarm.FieldKind.SCALAR;

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
import routes.alarm.BoundedJson;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;
import routes.alarm.Shape;
import routes.alarm.SourceTime;
import routes.common.error.RefusedRequest;

/** One notification of the Zabbix webhook media type is one alarm. */
@BindToRegistry("zabbixAlarmConverter")
public final class ZabbixAlarmConverter implements AlarmConverter {
    private static final Shape BODY = Shape.object()
            .required(
                    "params",
                    Shape.object()
                            .optional("host_name", SCALAR)
                            .optional("host_id", SCALAR)
                            .optional("ip", SCALAR)
                            .optional("item_name", SCALAR)
                            .optional("item_id", SCALAR)
                            .optional("item_value", SCALAR)
                            .optional("metric_name", SCALAR)
                            .optional("message", SCALAR)
                            .optional("subject", SCALAR)
                            .optional("url", SCALAR)
                            .optional("tags", ZabbixTags.KIND)
                            .optional("trigger_status", SCALAR)
                            .whenSent("severity", SCALAR)
                            .whenSent("event_id", SCALAR)
                            .whenSent("trigger_id", SCALAR)
                            .whenSent("event_time", SCALAR)
                            .whenSent("recovery_time", SCALAR));

    @Override
    public List<Alarm> convert(Intake intake) {
        ObjectNode params =
                (ObjectNode) BODY.read(BoundedJson.object(intake.body())).get("params");
        List<Label> tags = ZabbixTags.labels(params.get("tags"));
        String subject = PlainText.firstOf(text(params, "subject"));
        String message = PlainText.firstOf(text(params, "message"));
        AlarmStatus status = ZabbixMessage.status(expanded(params, "trigger_status"), subject, message);
        AlarmBuilder alarm = intake.alarm(0)
                .datasourceType("Zabbix")
                .fingerprint(fingerprint(intake.source(), params))
                .status(status)
                .levelOf(
                        expanded(params, "severity"),
                        ZabbixMessage.severity(message).orElse(null))
                .title(PlainText.firstOf(expanded(params, "subject"), text(params, "item_name"), subject))
                .summary(message)
                .owners(OwnerLabels.from(tags))
                .startedAt(SourceTime.parse(text(params, "event_time"), intake.receivedAt()))
                .sentAt(recoveredAt(status, params, intake.receivedAt()))
                .sourceEventId(expanded(params, "event_id"))
                .raw(params);
        addLabels(alarm, params);
        tags.forEach(tag -> alarm.tag(tag.name(), tag.value()));
        return List.of(isTest(params) ? alarm.test().build() : alarm.build());
    }

    /** The Test button of a media type sends its parameters as they stand: no macro is filled in. */
    private static boolean isTest(JsonNode params) {
        return isMacro(params, "subject")
                && isMacro(params, "message")
                && expanded(params, "host_id") == null
                && expanded(params, "host_name") == null;
    }

    private static boolean isMacro(JsonNode params, String field) {
        String value = PlainText.firstOf(text(params, field)).strip();
        return value.startsWith("{") && value.endsWith("}");
    }

    /**
     * The trigger, because one item may have several. Without it the event, which a problem and its recovery name alike;
     * else host and item, with the event's name where the subject gives it: services, discovery and internal events have
     * no item, and their subject names them, or else the first line of their message.
     */
    private static String fingerprint(String source, JsonNode params) {
        String known =
                PlainText.firstOf(expanded(params, "host_id"), expanded(params, "host_name"), expanded(params, "ip"));
        String host = PlainText.firstOf(known, "unknown");
        String trigger = expanded(params, "trigger_id");
        if (trigger != null) {
            return Fingerprint.of(source, "trigger", trigger, host);
        }
        String named = PlainText.firstOf(expanded(params, "event_id"));
        String event = named.isEmpty()
                ? ZabbixMessage.problemId(PlainText.firstOf(text(params, "message")))
                        .orElse("")
                : named;
        if (!event.isEmpty()) {
            return Fingerprint.of(source, "event", event, host);
        }
        String name = ZabbixSubject.of(PlainText.firstOf(text(params, "subject")))
                .name()
                .orElse(null);
        String item = PlainText.firstOf(expanded(params, "item_id"), expanded(params, "metric_name"));
        if (item.isEmpty()) {
            return Fingerprint.of(source, "subject", host, about(name, params, known));
        }
        return name == null
                ? Fingerprint.of(source, "item", host, item)
                : Fingerprint.of(source, "item", host, item, name);
    }

    /** What a notification without an item is about. @param host as far as it is known */
    private static String about(@Nullable String name, JsonNode params, String host) {
        String message = PlainText.firstOf(text(params, "message"));
        String about = PlainText.firstOf(
                name, text(params, "subject"), message.lines().findFirst().orElse(""));
        if (about.isEmpty() && host.isEmpty()) {
            throw RefusedRequest.invalid(
                    "params.subject",
                    "params.subject is required, or a trigger, an event, an item or a host: an alarm must say what it is"
                            + " about");
        }
        return PlainText.firstOf(about, "unknown");
    }

    /** {@code event_time} is when the problem began, in every message of it; only a recovery has a time of its own. */
    private static @Nullable Instant recoveredAt(AlarmStatus status, JsonNode params, Instant receivedAt) {
        return status == AlarmStatus.RESOLVED ? SourceTime.parse(text(params, "recovery_time"), receivedAt) : null;
    }

    private static void addLabels(AlarmBuilder alarm, JsonNode params) {
        alarm.label("host", expanded(params, "host_name"))
                .label("host_id", expanded(params, "host_id"))
                .label("ip", expanded(params, "ip"))
                .label("item", expanded(params, "item_name"))
                .label("item_id", expanded(params, "item_id"))
                .label("metric", expanded(params, "metric_name"))
                .label("value", expanded(params, "item_value"))
                .label("severity", expanded(params, "severity"))
                .label("trigger_id", expanded(params, "trigger_id"));
    }

    /** A value that Zabbix filled in; null when it is absent, blank or still the macro's name. */
    private static @Nullable String expanded(JsonNode params, String field) {
        String value = text(params, field);
        boolean filled =
                value != null && !PlainText.isBlank(value) && !value.startsWith("{") && !value.equals("*UNKNOWN*");
        return filled ? value : null;
    }

    private static @Nullable String text(JsonNode params, String field) {
        return params.path(field).textValue();
    }
}
