package routes.threshold.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.subscription.Stamps;

/**
 * Keeps the thresholds of one data source.
 *
 * @param syncPoor whether the schedule syncs thresholds of poor quality too
 * @param policy policy of its last sync, in the words of the API: the refresh repeats it; null before the first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Task(
        @JsonProperty("_id") String id,
        @JsonProperty("task_name") String name,
        @JsonProperty("datasource_id") String dataSourceId,
        @JsonProperty("datasource_type") String dataSourceType,
        boolean autoUpdate,
        boolean syncPoor,
        List<String> projects,
        @JsonInclude(Include.NON_NULL) @Nullable ObjectNode policy,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {
    public Task {
        projects = List.copyOf(projects);
    }
}
