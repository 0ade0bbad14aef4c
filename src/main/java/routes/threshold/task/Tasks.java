package routes.threshold.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;
import routes.common.repository.Repository;

/** Where tasks are kept: names are unique, and so are their data sources. */
public interface Tasks extends Repository<Task> {
    /** Name of the task that uses a data source. */
    Optional<String> nameUsing(String dataSourceId);

    /** The newest first. */
    Listed<Task> list(Filter filter, int skip, int limit);

    /** Those that are refreshed and switched on. */
    List<Task> refreshed();

    /** @return how many were found, and how many of them changed */
    long[] autoUpdate(Collection<String> ids, boolean on, Instant now);

    /** Whether the schedule syncs their thresholds of poor quality. */
    void syncPoor(Collection<String> ids, boolean on);

    void keepPolicy(String id, ObjectNode policy, Instant now);

    /** Conditions hold together; what is empty or null is none. */
    record Filter(
            List<String> projects,
            String namePart,
            String dataSourceType,
            @Nullable Boolean autoUpdate,
            Times created,
            Times updated) {}

    /** @param from inclusive. @param to inclusive */
    record Times(@Nullable Instant from, @Nullable Instant to) {}
}
