package routes.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;

/**
 * Which events a list shows. The parts hold together; an empty part asks for nothing; of several values one is enough.
 *
 * @param statuses status codes
 * @param from inclusive, on the creation time
 * @param to inclusive, on the creation time
 */
public record EventFilter(
        List<String> agentTypes,
        Set<Integer> statuses,
        List<Level> levels,
        Owners owners,
        @Nullable Instant from,
        @Nullable Instant to,
        List<EventState> states,
        @Nullable String fingerprint,
        @Nullable String source) {

    public EventFilter {
        agentTypes = List.copyOf(agentTypes);
        statuses = Set.copyOf(statuses);
        levels = List.copyOf(levels);
        states = List.copyOf(states);
    }

    /** Owners and region; a list of the event that has one of the values is enough. */
    public record Owners(List<String> regions, List<String> projects, List<String> products, List<String> customers) {
        public Owners {
            regions = List.copyOf(regions);
            projects = List.copyOf(projects);
            products = List.copyOf(products);
            customers = List.copyOf(customers);
        }
    }
}
