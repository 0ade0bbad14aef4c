package routes.alarm;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The alarm rule that we wrote and that raised an alarm: two tags of the rule, which platforms send along.
 *
 * @param dataSourceId of the data source whose metric the rule watches
 * @param ruleId of the rule within its data source
 */
public record OwnRule(String dataSourceId, String ruleId) {
    /** Tag with the id of the data source. */
    public static final String SOURCE = "veaiops-datasource";
    /** Tag with the id of the rule. */
    public static final String RULE = "veaiops-rule";

    /** Empty for an alarm of a rule that is not ours. */
    public static Optional<OwnRule> of(Map<String, String> labels) {
        String source = value(labels, SOURCE);
        return source == null
                ? Optional.empty()
                : Optional.of(new OwnRule(
                        source, Optional.ofNullable(value(labels, RULE)).orElse("")));
    }

    /** The same tag as a label of Prometheus, whose names have no hyphen. */
    public static String asLabel(String tag) {
        return tag.replace('-', '_');
    }

    private static @Nullable String value(Map<String, String> labels, String tag) {
        String value = labels.get(tag);
        return value == null ? labels.get(asLabel(tag)) : value;
    }
}
