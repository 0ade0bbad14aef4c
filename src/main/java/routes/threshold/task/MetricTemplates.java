package routes.threshold.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import routes.common.repository.Listed;

/** Where metric templates are kept: one for each name and metric type. */
public interface MetricTemplates {
    /** @return false when name and type are taken */
    boolean insert(ObjectNode template, Instant now);

    /** With {@code _id}, {@code is_active} and the stamps. */
    Optional<ObjectNode> find(String id);

    Listed<ObjectNode> list(int skip, int limit);

    /** @return false when name and type are taken */
    boolean replace(String id, ObjectNode template, Instant now);

    boolean activate(String id, boolean active, Instant now);

    boolean delete(String id);
}
