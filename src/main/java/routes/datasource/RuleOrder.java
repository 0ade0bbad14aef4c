package routes.datasource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;

/**
 * What rules are wanted.
 *
 * @param series those with thresholds, at least one block with a bound each; others are not the business of a draft
 * @param labelNames names of the labels of all series that were read, with thresholds or without: a series that lacks one of them is
 *     distinguished from those that have it
 */
public record RuleOrder(List<Series> series, Policy policy, Set<String> labelNames) {
    public RuleOrder {
        series = List.copyOf(series);
        labelNames = Set.copyOf(labelNames);
    }

    /** All series that were read have thresholds. */
    public RuleOrder(List<Series> series, Policy policy) {
        this(
                series,
                policy,
                series.stream().flatMap(one -> one.labels().keySet().stream()).collect(Collectors.toSet()));
    }

    /**
     * @param name of the metric
     * @param uniqueKey {@link TimeSeries#uniqueKey()}
     */
    public record Series(String name, String uniqueKey, Map<String, String> labels, List<RuleBlock> blocks) {
        public Series {
            labels = Map.copyOf(labels);
            blocks = List.copyOf(blocks);
        }

        /** The side whose rules alarm when a series has no values, where rules do that: {@code upper}, or {@code lower} if it has no upper bound. */
        public String silentSide() {
            return blocks.stream().anyMatch(block -> block.upper() != null) ? "upper" : "lower";
        }

        /** The most values in a row, one each interval, that a bound of it waits for. */
        public int longestWindow(Duration interval) {
            return blocks.stream()
                    .flatMap(block -> Stream.of(block.upper(), block.lower()))
                    .filter(Objects::nonNull)
                    .mapToInt(bound -> bound.values(interval))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Who is notified, and how urgently.
     *
     * @param contactGroupIds as the platform names them: ids, names or user groups
     * @param alertMethods as the platform names them
     * @param webhook where the platform posts the alarms; null when it has one for all
     * @param noData for how long a series may be without values before that is an alarm too; null: for ever
     */
    public record Policy(
            Level level,
            List<String> contactGroupIds,
            List<String> alertMethods,
            @Nullable String webhook,
            List<String> projects,
            @Nullable Duration noData) {
        public Policy {
            contactGroupIds = List.copyOf(contactGroupIds);
            alertMethods = List.copyOf(alertMethods);
            projects = List.copyOf(projects);
        }

        /** Without alarms of series that have no values. */
        public Policy(
                Level level,
                List<String> contactGroupIds,
                List<String> alertMethods,
                @Nullable String webhook,
                List<String> projects) {
            this(level, contactGroupIds, alertMethods, webhook, projects, null);
        }
    }
}
