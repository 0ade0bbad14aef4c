package routes.alarm.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.BoundedJson;
import routes.alarm.FieldKind;
import routes.alarm.FieldPath;
import routes.alarm.Intake;
import routes.alarm.OwnerLabels.Label;
import routes.alarm.PlainText;

/** The fields of one callback as text; a field that says nothing (empty, or the word {@code null}) is not there. */
record AliyunNotification(Map<String, String> fields) {
    /** VeAIOps' form model, in its order; {@code customLabels} is stored as a list. */
    private static final List<String> STORED = List.of(
            "lastTime",
            "rawMetricName",
            "expression",
            "metricName",
            "instanceName",
            "signature",
            "groupId",
            "regionName",
            "productGroupName",
            "metricProject",
            "userId",
            "curValue",
            "alertName",
            "regionId",
            "namespace",
            "triggerLevel",
            "alertState",
            "preTriggerLevel",
            "ruleId",
            "dimensions",
            "customLabels");

    private static final List<String> ALSO_READ = List.of("timestamp", "transId", "unit");

    AliyunNotification {
        fields = Map.copyOf(fields);
    }

    static AliyunNotification from(Intake intake) {
        return isForm(intake) ? ofForm(intake.form()) : ofJson(BoundedJson.object(intake.body()));
    }

    @Nullable
    String get(String field) {
        return fields.get(field);
    }

    /** The first of these fields that says something; empty when none does. */
    String first(String... names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** All fields of VeAIOps' model under their wire names, null where nothing was said. */
    ObjectNode raw(List<Label> customLabels) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        STORED.forEach(field -> raw.put(field, fields.get(field)));
        if (fields.containsKey("customLabels")) {
            ArrayNode labels = raw.putArray("customLabels");
            customLabels.forEach(
                    label -> labels.addObject().put("label", label.name()).put("value", label.value()));
        }
        return raw;
    }

    static boolean isForm(Intake intake) {
        String type = intake.contentType();
        return !intake.form().isEmpty()
                || type.startsWith("multipart/")
                || type.startsWith("application/x-www-form-urlencoded");
    }

    private static AliyunNotification ofForm(Map<String, String> form) {
        Map<String, String> fields = new HashMap<>();
        STORED.forEach(name -> put(fields, name, form.get(name)));
        ALSO_READ.forEach(name -> put(fields, name, form.get(name)));
        return new AliyunNotification(fields);
    }

    private static AliyunNotification ofJson(ObjectNode body) {
        Map<String, String> fields = new HashMap<>();
        STORED.forEach(name -> put(fields, name, text(body, name)));
        ALSO_READ.forEach(name -> put(fields, name, text(body, name)));
        return new AliyunNotification(fields);
    }

    private static @Nullable String text(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        boolean map = name.equals("dimensions") || name.equals("customLabels");
        return (map ? FieldKind.ANY_TEXT : FieldKind.SCALAR)
                .read(value, FieldPath.ROOT.field(name))
                .textValue();
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !PlainText.isBlank(value) && !value.equals("null")) {
            fields.put(name, PlainText.clean(value));
        }
    }
}
