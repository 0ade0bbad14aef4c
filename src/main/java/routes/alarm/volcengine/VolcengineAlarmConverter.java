package routes.alarm.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmBuilder;
import routes.alarm.AlarmConverter;
import routes.alarm.BoundedJson;
import routes.alarm.Converted;
import routes.alarm.FieldPath;
import routes.alarm.Fingerprint;
import routes.alarm.Intake;
import routes.alarm.OwnerLabels;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;
import routes.alarm.SourceTime;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/**
 * One notification is one alarm for each of its resources, in their order; without any resource it is one alarm about
 * the rule. Nothing is dropped: a group id that occurs twice gives two alarms, which the merge
 * counts on one event.
 */
@BindToRegistry("volcengineAlarmConverter")
public final class VolcengineAlarmConverter implements AlarmConverter {
    private static final int FEW = 16;
    private static final int MAX_REPEATED_HEADERS = 64 << 20;

    @Override
    public List<Alarm> convert(Intake intake) {
        return items(intake).alarmsOrRefusal();
    }

    /** Each resource by itself; what is wrong with the notification around them is wrong with the post. */
    @Override
    public Converted items(Intake intake) {
        ObjectNode body = BoundedJson.object(intake.body());
        NotificationType type = NotificationType.of(body);
        if (type == NotificationType.EVENT && body.hasNonNull("EventType") && !body.hasNonNull("RuleId")) {
            return one(intake, SystemEvent.alarm(intake, VolcengineShapes.SYSTEM_EVENT.read(body)));
        }
        ObjectNode header = VolcengineShapes.NOTIFICATION.read(body);
        List<Label> tags = labels(header.path("Tags"), "Key");
        String list = type.list(body);
        JsonNode resources = body.path(list);
        if (resources.isEmpty()) {
            return one(intake, alarm(intake.alarm(0), type, header, JsonNodeFactory.instance.nullNode(), tags));
        }
        requireBounded(header, resources.size());
        FieldPath path = FieldPath.ROOT.field(list);
        return Converted.each(
                intake,
                resources.size(),
                i -> new Converted.Item.Taken(alarm(
                        intake.alarm(i),
                        type,
                        header,
                        VolcengineShapes.RESOURCE.read(resources.get(i), path.item(i)),
                        tags)),
                i -> alone(body, list, resources.get(i)));
    }

    private static Converted one(Intake intake, Alarm alarm) {
        return Converted.each(intake, 1, i -> new Converted.Item.Taken(alarm), i -> intake.body());
    }

    /** The notification about this resource only. */
    private static byte[] alone(ObjectNode body, String list, JsonNode resource) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.setAll(body);
        alone.remove(NotificationType.LISTS);
        alone.putArray(list).add(resource);
        return Json.bytes(alone);
    }

    /** @param nameField the field that holds the name: {@code Key} of tags, {@code Name} of dimensions */
    static List<Label> labels(JsonNode list, String nameField) {
        List<Label> labels = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            labels.add(new Label(
                    item.get(nameField).textValue(),
                    PlainText.firstOf(item.get("Value").textValue())));
        }
        return labels;
    }

    /** Each alarm repeats the header, so a large header times many resources would outgrow the memory. */
    private static void requireBounded(ObjectNode header, int resources) {
        if (resources > FEW && (long) header.toString().length() * resources > MAX_REPEATED_HEADERS) {
            throw RefusedRequest.of(
                    ErrorCode.BODY_TOO_LARGE,
                    "one notification with " + resources + " resources and so large a header: send fewer resources");
        }
    }

    private static Alarm alarm(
            AlarmBuilder alarm, NotificationType type, ObjectNode header, JsonNode resource, List<Label> tags) {
        String region = resource.path("Region").textValue();
        alarm.datasourceType("Volcengine")
                .fingerprint(fingerprint(alarm.source(), header, resource))
                .status(type.status())
                .levelOf(type.levelWords(header.path("Level").textValue()))
                .title(ResourceText.title(header, resource))
                .summary(ResourceText.summary(type, header, resource))
                .owners(OwnerLabels.from(tags))
                .region(region == null ? List.of() : List.of(region))
                .startedAt(SourceTime.ofEpoch(resource.path("FirstAlertTime").asLong(), alarm.receivedAt()))
                .sentAt(sentAt(header, resource, alarm.receivedAt()))
                .raw(raw(header, resource));
        addLabels(alarm, header, resource);
        labels(resource.path("Dimensions"), "Name").forEach(label -> alarm.tag(label.name(), label.value()));
        tags.forEach(tag -> alarm.tag(tag.name(), tag.value()));
        return alarm.build();
    }

    /**
     * The vendor's own grouping where it sends one; else rule and resource, because a recovery does not always name the
     * metrics of its alarm; else the rule alone.
     */
    private static String fingerprint(String source, JsonNode header, JsonNode resource) {
        String group = resource.path("AlertGroupId").textValue();
        if (group != null && !PlainText.isBlank(group)) {
            return Fingerprint.of(source, "group", group);
        }
        List<String> parts = new ArrayList<>();
        parts.add(header.path("RuleId").asText());
        if (resource.isObject()) {
            parts.add(resource.path("Id").asText());
        }
        return Fingerprint.of(source, "rule", parts);
    }

    /**
     * {@code LastAlertTime}, also for recoveries: there it is the last alarm before the recovery, so it equals the time of
     * the alarm it ends and is never earlier. {@code HappenedAt} only when there is no resource time.
     */
    private static @Nullable Instant sentAt(JsonNode header, JsonNode resource, Instant receivedAt) {
        Instant last = SourceTime.ofEpoch(resource.path("LastAlertTime").asLong(), receivedAt);
        return last == null ? HappenedAt.parse(header.path("HappenedAt").textValue(), receivedAt) : last;
    }

    private static ObjectNode raw(ObjectNode header, JsonNode resource) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.setAll(header);
        raw.set("Resource", resource);
        return raw;
    }

    private static void addLabels(AlarmBuilder alarm, JsonNode header, JsonNode resource) {
        alarm.label("rule_id", header.path("RuleId").textValue())
                .label("rule_name", header.path("RuleName").textValue())
                .label("account", header.path("AccountId").textValue())
                .label("namespace", header.path("Namespace").textValue())
                .label("sub_namespace", header.path("SubNamespace").textValue())
                .label("resource_id", resource.path("Id").textValue())
                .label("host", resource.path("Name").textValue())
                .label("region", resource.path("Region").textValue())
                .label("metric", String.join(",", ResourceText.metricNames(resource)));
    }
}
