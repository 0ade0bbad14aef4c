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
 * @param hours that it watches of its series; null when it is no rule of one bound
 */
public record DesiredRule(
        String key,
        String name,
        JsonNode content,
        Set<String> series,
        @Nullable String formerName,
        @Nullable Hours hours) {
    public DesiredRule {
        series = Set.copyOf(series);
    }

    public DesiredRule(String key, String name, JsonNode content, Set<String> series) {
        this(key, name, content, series, null, null);
    }

    /**
     * Hours of a block in which a rule watches one bound.
     *
     * @param side {@code upper} or {@code lower}
     * @param end exclusive, up to 24
     */
    public record Hours(String side, int start, int end) {
        public static Hours of(String side, RuleBlock block) {
            return new Hours(side, block.startHour(), block.endHour());
        }

        public boolean contains(String otherSide, int hour) {
            return side.equals(otherSide) && start <= hour && hour < end;
        }
    }

    /** The same, of one bound: when the hours of a day are cut anew, other rules take its place. */
    public DesiredRule watching(Hours watched) {
        return new DesiredRule(key, name, content, series, formerName, watched);
    }

    /** The same, following a rule of VeAIOps. */
    public DesiredRule following(String former) {
        return new DesiredRule(key, name, content, series, former, hours);
    }

    /** The key as a tag: 24 hex digits. */
    public String id() {
        return Fingerprints.id(key);
    }

    public String hash() {
        return Fingerprints.hash(content);
    }
}
