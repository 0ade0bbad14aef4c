package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param hours that it watches of its series; null when it is no rule of one side
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
     * Hours of the day in which a rule watches one side of its series.
     *
     * @param side {@code upper} or {@code lower}, or a word for what else it watches
     */
    public record Hours(String side, Set<Integer> hours) {
        public Hours {
            hours = Set.copyOf(hours);
        }

        public static Hours of(String side, RuleBlock... blocks) {
            return new Hours(
                    side,
                    Stream.of(blocks)
                            .flatMap(block -> IntStream.range(block.startHour(), block.endHour())
                                    .boxed())
                            .collect(Collectors.toSet()));
        }
    }

    /** The same, of one side: when the hours of a day are cut anew, other rules take its place. */
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
