package routes.datasource;

import java.util.List;
import java.util.Set;

/** The rules that thresholds become, and what cannot become a rule. */
public record RuleDraft(List<DesiredRule> rules, List<Problem> problems) {
    public RuleDraft {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /**
     * Something that the platform would refuse; its existing rules are kept.
     *
     * @param series unique keys of the series that have no rule because of it
     * @param reason names the limit
     */
    public record Problem(Set<String> series, String reason) {
        public Problem {
            series = Set.copyOf(series);
        }
    }
}
