package routes.alarm.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.BoundedJson;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.PlainText;
import routes.alarm.SourceTime;
import routes.common.error.RefusedRequest;

/**
 * A system event of a cloud product, such as an instance that is restarted, which CloudMonitor posts as JSON (Aliyun
 * help, "System event monitoring", callback). Those that go through steps (Scheduled, Executing, Executed) are one
 * problem by their event id and end with the last step; all end after a day.
 */
final class AliyunSystemEvent {
    private static final Set<String> ENDS =
            Set.of("executed", "avoided", "canceled", "cancelled", "completed", "finished", "succeeded", "success");
    private static final String CONTENT = "content";
    /** One of these makes a body with a name a system event. */
    private static final List<String> FIELDS = List.of("product", CONTENT, "resourceId");

    private static final Duration LIFE = Duration.ofDays(1);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss[.SSS]XX", Locale.ROOT);

    private AliyunSystemEvent() {}

    /** The event in this body; empty for the callback of a threshold rule. */
    static Optional<ObjectNode> in(Intake intake) {
        if (AliyunNotification.isForm(intake)) {
            return Optional.empty();
        }
        ObjectNode body = BoundedJson.object(intake.body());
        boolean event = body.path("name").isTextual()
                && !body.hasNonNull("alertState")
                && !body.hasNonNull("ruleId")
                && FIELDS.stream().anyMatch(body::hasNonNull);
        if (event && body.path(CONTENT).isTextual()) {
            JsonNode content = BoundedJson.embedded(body.path(CONTENT).textValue());
            body.set(CONTENT, content.isObject() ? content : body.path(CONTENT));
        }
        return event ? Optional.of(body) : Optional.empty();
    }

    static Alarm alarm(Intake intake, ObjectNode event) {
        String name = PlainText.firstOf(text(event, "name"));
        String status = PlainText.firstOf(text(event, "status"));
        String resource = PlainText.firstOf(text(event, "resourceId"), text(event.path(CONTENT), "resourceId"));
        AlarmBuilder alarm = intake.alarm(0)
                .datasourceType("Aliyun")
                .fingerprint(fingerprint(intake.source(), event, name, resource))
                .status(ENDS.contains(status.toLowerCase(Locale.ROOT)) ? AlarmStatus.RESOLVED : AlarmStatus.FIRING)
                .levelOf(text(event, "level"))
                .title(title(name, PlainText.firstOf(text(event, "instanceName"), resource)))
                .summary(summary(event, status))
                .region(text(event, "regionId") == null ? List.of() : List.of(text(event, "regionId")))
                .sentAt(sentAt(event, intake.receivedAt()))
                .expiresAt(intake.receivedAt().plus(LIFE))
                .sourceEventId(text(event.path(CONTENT), "eventId"))
                .raw(event);
        return alarm.label("event", name)
                .label("event_type", text(event.path(CONTENT), "eventType"))
                .label("status", status)
                .label("product", text(event, "product"))
                .label("resource_id", resource)
                .label("host", text(event, "instanceName"))
                .label("region", text(event, "regionId"))
                .label("account", text(event, "userId"))
                .build();
    }

    /** The steps of one event share its id; without one, its name without the step and its resource. */
    private static String fingerprint(String source, ObjectNode event, String name, String resource) {
        String id = text(event.path(CONTENT), "eventId");
        if (id != null) {
            return Fingerprint.of(source, "event", id);
        }
        if (resource.isBlank()) {
            throw RefusedRequest.invalid(
                    "resourceId", "resourceId is required, or content.eventId: an event must say what it is about");
        }
        String status = PlainText.firstOf(text(event, "status"));
        String step = ":" + status;
        boolean named = !status.isEmpty() && name.endsWith(step);
        return Fingerprint.of(
                source, "event", named ? name.substring(0, name.length() - step.length()) : name, resource);
    }

    private static String title(String name, String where) {
        return where.isBlank() ? name : name + " · " + where;
    }

    private static String summary(ObjectNode event, String status) {
        String reason =
                PlainText.firstOf(text(event.path(CONTENT), "reason"), text(event.path(CONTENT), "description"), "");
        return reason.isEmpty() ? status : status + ": " + reason;
    }

    private static @Nullable Instant sentAt(ObjectNode event, Instant receivedAt) {
        String time = PlainText.firstOf(
                text(event, "eventTime"), text(event, "time"), text(event.path(CONTENT), "publishTime"));
        try {
            return time.isEmpty()
                    ? null
                    : SourceTime.believable(OffsetDateTime.parse(time, BASIC).toInstant(), receivedAt);
        } catch (DateTimeParseException e) {
            return SourceTime.parse(time, receivedAt);
        }
    }

    private static @Nullable String text(JsonNode from, String field) {
        JsonNode value = from.path(field);
        String text = value.isValueNode() && !value.isNull() ? PlainText.clean(value.asText()) : "";
        return text.isBlank() ? null : text;
    }
}
