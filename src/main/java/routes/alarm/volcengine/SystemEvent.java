package routes.alarm.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.Level;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;

/** A system event, such as a disk that is repaired: it happens once and has no recovery, so its id is its fingerprint. */
final class SystemEvent {
    private SystemEvent() {}

    static Alarm alarm(Intake intake, ObjectNode event) {
        List<Label> tags = VolcengineAlarmConverter.labels(event.path("Tags"), "Key");
        String region = event.path("Region").textValue();
        String id = event.path("Id").asText();
        String type = event.path("EventType").asText();
        AlarmBuilder alarm = intake.alarm(0)
                .datasourceType("Volcengine")
                .fingerprint(Fingerprint.of(intake.source(), "event", type, id))
                .status(AlarmStatus.FIRING)
                .level(worstLevel(event.path("Rules")))
                .title(title(event))
                .summary(PlainText.firstOf(
                        event.path("Description").textValue(),
                        event.path("DescriptionCn").textValue(),
                        type))
                .owners(OwnerLabels.from(tags))
                .region(region == null ? List.of() : List.of(region))
                .sentAt(HappenedAt.parse(event.path("HappenedAt").textValue(), intake.receivedAt()))
                .sourceEventId(id.isBlank() ? null : id)
                .raw(event);
        alarm.label("event_type", type)
                .label("account", event.path("AccountId").textValue())
                .label("namespace", event.path("Source").textValue())
                .label("region", region)
                .label(
                        "resource_id",
                        event.path("Details").path("volcresourcename").textValue());
        tags.forEach(tag -> alarm.tag(tag.name(), tag.value()));
        return alarm.build();
    }

    private static String title(ObjectNode event) {
        String rule = event.path("Rules").path(0).path("RuleName").asText("");
        String resource = event.path("Details").path("volcresourcename").asText("");
        return PlainText.firstOf(rule, event.path("EventType").textValue())
                + (resource.isBlank() ? "" : " · " + resource);
    }

    private static Level worstLevel(JsonNode rules) {
        Level worst = Level.P2;
        for (JsonNode rule : rules) {
            Level level = NotificationType.EVENT.level(rule.path("Level").textValue());
            worst = level.worseThan(worst) ? level : worst;
        }
        return worst;
    }
}
