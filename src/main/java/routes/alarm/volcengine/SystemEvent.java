package routes.alarm.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmStatus;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;

/** A system event, such as a disk that is repaired: it happens once and has no recovery, so its id is its fingerprint and it ends after a day. */
final class SystemEvent {
    /** No message says that it is over. */
    private static final Duration LIFE = Duration.ofDays(1);

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
                .title(title(event))
                .summary(PlainText.firstOf(
                        event.path("Description").textValue(),
                        event.path("DescriptionCn").textValue(),
                        type))
                .owners(OwnerLabels.from(tags))
                .region(region == null ? List.of() : List.of(region))
                .sentAt(HappenedAt.parse(event.path("HappenedAt").textValue(), intake.receivedAt()))
                .expiresAt(intake.receivedAt().plus(LIFE))
                .sourceEventId(id.isBlank() ? null : id)
                .raw(event);
        level(alarm, intake, event.path("Rules"));
        addLabels(alarm, event);
        tags.forEach(tag -> alarm.tag(tag.name(), tag.value()));
        return alarm.build();
    }

    private static void addLabels(AlarmBuilder alarm, ObjectNode event) {
        alarm.label("event_type", event.path("EventType").asText())
                .label("account", event.path("AccountId").textValue())
                .label("namespace", event.path("Source").textValue())
                .label("region", event.path("Region").textValue())
                .label(
                        "resource_id",
                        event.path("Details").path("volcresourcename").textValue());
    }

    private static String title(ObjectNode event) {
        String rule = event.path("Rules").path(0).path("RuleName").asText("");
        String resource = event.path("Details").path("volcresourcename").asText("");
        return PlainText.firstOf(rule, event.path("EventType").textValue())
                + (resource.isBlank() ? "" : " · " + resource);
    }

    /** The worst of its rules. */
    private static void level(AlarmBuilder alarm, Intake intake, JsonNode rules) {
        List<String> words = new ArrayList<>();
        rules.forEach(rule -> words.add(rule.path("Level").asText()));
        words.stream()
                .map(word -> intake.levels().of(intake.source(), word))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .ifPresentOrElse(alarm::level, () -> alarm.levelOf(words.isEmpty() ? null : words.get(0)));
    }
}
