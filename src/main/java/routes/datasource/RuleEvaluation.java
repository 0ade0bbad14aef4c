package routes.datasource;

import java.time.Instant;
import java.util.List;

/**
 * What a rule would have done over a stretch of the past, as its platform evaluates it.
 *
 * @param alarms when each alarm would have been raised, in order
 */
public record RuleEvaluation(List<Instant> alarms) {
    public RuleEvaluation {
        alarms = List.copyOf(alarms);
    }
}
