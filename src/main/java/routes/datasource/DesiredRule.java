package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it should be.
 *
 * @param key names it within its data source for ever, such as {@code cpu|host=a/06-12/upper}; same thing, same key
 * @param name as the platform shows it, within the platform's limits
 * @param content what the platform gets, in the form that {@link ExistingRule#content()} has when nothing was changed:
 *     without ids, without the switch, numbers and lists in one canonical way
 * @param series unique keys of the series that it watches
 * @param formerName that VeAIOps gave the rule which this one follows; null when there is none
 */
public record DesiredRule(String key, String name, JsonNode content, Set<String> series, @Nullable String formerName) {
    public DesiredRule {
        series = Set.copyOf(series);
    }

    public DesiredRule(String key, String name, JsonNode content, Set<String> series) {
        this(key, name, content, series, null);
    }

    /** The key as a tag: 24 hex digits. */
    public String id() {
        return Fingerprints.id(key);
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}
