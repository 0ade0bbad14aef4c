package routes.threshold.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events that alarm rules of ours raised. */
public interface RuleEvents {
    /** Those of the rules of a data source that began in a time, by their start. */
    List<RuleEvent> of(String dataSourceId, Instant from, Instant to);

    /** Empty when there is no such event, or another rule raised it. */
    Optional<RuleEvent> find(String eventId);
}
