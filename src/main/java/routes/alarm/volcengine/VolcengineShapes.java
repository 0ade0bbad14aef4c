package routes.alarm.volcengine;

import static routes.alarm.FieldKind.ANY_TEXT;
import static routes.alarm.FieldKind.BOOLEAN;
import static routes.alarm.FieldKind.INTEGER;
import static routes.alarm.FieldKind.NUMBER;
import static routes.alarm.FieldKind.SCALAR;
import static routes.alarm.FieldKind.listOf;

import routes.alarm.Shape;

/** The bodies that Volcengine posts, field by field. */
final class VolcengineShapes {
    private static final Shape METRIC = Shape.object()
            .required("Name", SCALAR)
            .optional("Unit", SCALAR)
            .optional("Threshold", NUMBER)
            .optional("CurrentValue", NUMBER)
            .optional("Description", SCALAR)
            .optional("TriggerCondition", SCALAR)
            .optional("Warning", BOOLEAN)
            .optional("DescriptionCn", "DescriptionCN", SCALAR)
            .optional("DescriptionEn", "DescriptionEN", SCALAR);

    private static final Shape SILENT_METRIC = Shape.object()
            .required("Name", SCALAR)
            .optional("Unit", SCALAR)
            .optional("Threshold", NUMBER)
            .optional("Description", SCALAR);

    private static final Shape DIMENSION = Shape.object()
            .required("Name", SCALAR)
            .optional("NameCn", "NameCN", SCALAR)
            .optional("Value", ANY_TEXT)
            .optional("Description", SCALAR);

    /** What such a rule says of one resource. */
    static final Shape RESOURCE = Shape.object()
            .optional("AlertGroupId", SCALAR)
            .required("Id", SCALAR)
            .required("Name", SCALAR)
            .required("Region", SCALAR)
            .required("FirstAlertTime", INTEGER)
            .required("LastAlertTime", INTEGER)
            .optional("Metrics", listOf(METRIC))
            .optional("NoDataMetrics", listOf(SILENT_METRIC))
            .optional("DroppedMetrics", listOf(SILENT_METRIC))
            .optional("Dimensions", listOf(DIMENSION))
            .optional("ProjectName", SCALAR);

    private static final Shape TAG = Shape.object().required("Key", SCALAR).optional("Value", ANY_TEXT);

    /** What rules on metrics post around the resources. */
    static final Shape NOTIFICATION = Shape.object()
            .required("Type", SCALAR)
            .required("AccountId", SCALAR)
            .required("RuleName", SCALAR)
            .required("RuleId", SCALAR)
            .required("Namespace", SCALAR)
            .required("SubNamespace", SCALAR)
            .required("Level", SCALAR)
            .required("HappenedAt", SCALAR)
            .optional("RuleCondition", SCALAR)
            .optional("Project", SCALAR)
            .optional("Tags", listOf(TAG));

    private static final Shape EVENT_DETAILS = Shape.object()
            .optional("id", SCALAR)
            .optional("source", SCALAR)
            .optional("type", SCALAR)
            .optional("subject", SCALAR)
            .optional("time", SCALAR)
            .optional("volcregion", SCALAR)
            .optional("volcaccountid", SCALAR)
            .optional("volcresourcename", SCALAR);

    /** What rules on system events post; {@code Details} is an object, or text in some accounts. */
    static final Shape SYSTEM_EVENT = Shape.object()
            .required("Type", SCALAR)
            .required("AccountId", SCALAR)
            .optional("Region", SCALAR)
            .optional("Source", SCALAR)
            .optional("ProjectName", SCALAR)
            .required("Id", SCALAR)
            .required("EventType", SCALAR)
            .optional("Description", SCALAR)
            .optional("DescriptionCn", "DescriptionCN", SCALAR)
            .optional("HappenedAt", SCALAR)
            .optional(
                    "Details",
                    (value, path) -> value.isTextual() ? SCALAR.read(value, path) : EVENT_DETAILS.read(value, path))
            .optional(
                    "Rules",
                    listOf(Shape.object()
                            .required("RuleId", SCALAR)
                            .optional("RuleName", SCALAR)
                            .optional("Level", SCALAR)))
            .optional("Tags", listOf(TAG));

    private VolcengineShapes() {}
}
