package routes.alarm.volcengine;

import static routes.alarm.FieldKind.BOOLEAN;
import static routes.alarm.FieldKind.INTEGER;
import static routes.alarm.FieldKind.NUMBER;
import static routes.alarm.FieldKind.SCALAR;
import static routes.alarm.FieldKind.TEXT;
import static routes.alarm.FieldKind.listOf;

import routes.alarm.Shape;

/** The bodies that Volcengine posts, field by field. */
final class Shapes {
    private static final Shape METRIC = Shape.object()
            .required("Name", TEXT)
            .optional("Unit", TEXT)
            .optional("Threshold", NUMBER)
            .optional("CurrentValue", NUMBER)
            .optional("Description", TEXT)
            .optional("TriggerCondition", TEXT)
            .optional("Warning", BOOLEAN)
            .optional("DescriptionCn", "DescriptionCN", TEXT)
            .optional("DescriptionEn", "DescriptionEN", TEXT);

    private static final Shape SILENT_METRIC = Shape.object()
            .required("Name", TEXT)
            .optional("Unit", TEXT)
            .optional("Threshold", NUMBER)
            .optional("Description", TEXT);

    private static final Shape DIMENSION = Shape.object()
            .required("Name", TEXT)
            .optional("NameCn", "NameCN", TEXT)
            .required("Value", TEXT)
            .optional("Description", TEXT);

    /** What such a rule says of one resource. */
    static final Shape RESOURCE = Shape.object()
            .optional("AlertGroupId", TEXT)
            .required("Id", TEXT)
            .required("Name", TEXT)
            .required("Region", TEXT)
            .required("FirstAlertTime", INTEGER)
            .required("LastAlertTime", INTEGER)
            .optional("Metrics", listOf(METRIC))
            .optional("NoDataMetrics", listOf(SILENT_METRIC))
            .optional("DroppedMetrics", listOf(SILENT_METRIC))
            .optional("Dimensions", listOf(DIMENSION))
            .optional("ProjectName", TEXT);

    private static final Shape TAG = Shape.object().required("Key", TEXT).required("Value", TEXT);

    /** What rules on metrics post around the resources. */
    static final Shape NOTIFICATION = Shape.object()
            .required("Type", TEXT)
            .required("AccountId", TEXT)
            .required("RuleName", TEXT)
            .required("RuleId", TEXT)
            .required("Namespace", TEXT)
            .required("SubNamespace", TEXT)
            .required("Level", TEXT)
            .required("HappenedAt", TEXT)
            .optional("RuleCondition", TEXT)
            .optional("Project", TEXT)
            .optional("Tags", listOf(TAG));

    private static final Shape EVENT_DETAILS = Shape.object()
            .optional("id", TEXT)
            .optional("source", TEXT)
            .optional("type", TEXT)
            .optional("subject", TEXT)
            .optional("time", TEXT)
            .optional("volcregion", TEXT)
            .optional("volcaccountid", TEXT)
            .optional("volcresourcename", TEXT);

    /** What rules on system events post; {@code Details} is an object, or text in some accounts. */
    static final Shape SYSTEM_EVENT = Shape.object()
            .required("Type", TEXT)
            .required("AccountId", TEXT)
            .optional("Region", TEXT)
            .optional("Source", TEXT)
            .optional("ProjectName", TEXT)
            .required("Id", TEXT)
            .required("EventType", TEXT)
            .optional("Description", TEXT)
            .optional("DescriptionCn", "DescriptionCN", TEXT)
            .optional("HappenedAt", SCALAR)
            .optional(
                    "Details",
                    (value, path) -> value.isTextual() ? TEXT.read(value, path) : EVENT_DETAILS.read(value, path))
            .optional(
                    "Rules",
                    listOf(Shape.object()
                            .required("RuleId", TEXT)
                            .optional("RuleName", TEXT)
                            .optional("Level", TEXT)))
            .optional("Tags", listOf(TAG));

    private Shapes() {}
}
