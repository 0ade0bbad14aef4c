package routes.threshold.task;

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
public record Task(
        String id,
        String name,
        String dataSourceId,
        String dataSourceType,
        boolean autoUpdate,
        boolean syncPoor,
        List<String> projects,
        @Nullable ObjectNode policy,
        boolean active,
        Stamps stamps) {
    public Task {
        projects = List.copyOf(projects);
    }
}
