package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A rule as it should be.
 *
 * @param key names it within its data source for ever, such as {@code cpu|host=a/06-12/upper}; same thing, same key
 * @param name as the platform shows it, within the platform's limits
 * @param content what the platform gets, in the form that {@link ExistingRule#content()} has when nothing was changed:
 *     without ids, without the switch, numbers and lists in one canonical way
 * @param series unique keys of the series that it watches
 */
public record DesiredRule(String key, String name, JsonNode content, Set<String> series) {
    public DesiredRule {
        series = Set.copyOf(series);
    }

    /** The key as a tag: 24 hex digits. */
    public String id() {
        return Fingerprints.id(key);
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}
