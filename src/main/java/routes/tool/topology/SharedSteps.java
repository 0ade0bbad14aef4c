package routes.tool.topology;

import java.util.List;
import java.util.stream.Stream;

/** Steps that several routes have: a template, or what a configuration does after a failure. */
public record SharedSteps(String id, String description, List<Step> steps) {
    Stream<Step> all() {
        return steps.stream().flatMap(Step::all);
    }
}
