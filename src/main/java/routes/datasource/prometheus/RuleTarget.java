package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import routes.datasource.PlatformFailure;

/**
 * Where the alerting rules of one data source are kept: one group of rules, read and written as a whole, in the form of a rule
 * file. A rule that a person switched off ends with {@link PromQl#OFF}, whatever the target does with that.
 *
 * <p>Failure policy: a write that fails changed nothing, as far as the target answers.
 */
interface RuleTarget {
    /** Code of a write that failed since the target takes one of the rules not: without that one it may take the others. */
    String REFUSED = "rules_refused";

    /** The rules of our group by the id in their label; rules without one under names of their own. */
    Map<String, ObjectNode> rules();

    /** What raises alarms, by id, as {@code /api/v1/rules} shows it; empty when what is written counts. */
    default Optional<Map<String, JsonNode>> loaded() {
        return Optional.empty();
    }

    /** Whether what is written may not be in force yet. */
    default boolean owesReload() {
        return false;
    }

    /** Replaces the rules with one write, which takes effect. */
    void write(Map<String, ObjectNode> rules);

    /** Makes what is there take effect again after a write was refused. */
    default void reload() {}

    /** Why a rule that is written raises no alarm. */
    default PlatformFailure notLoaded() {
        throw new UnsupportedOperationException("what is written here counts");
    }
}
