package routes.tool.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One route on the map.
 *
 * @param template id of its template; empty for a route that is written as such
 * @param parameters what its instance gives to the template
 * @param from what starts it; the detail says how
 * @param condition setting that turns it on or off, as it is by default; empty for none
 * @param callers beans and classes that call it from Java, as its description says
 * @param configurations ids of its route configurations
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MappedRoute(
        String id,
        String file,
        String template,
        Map<String, String> parameters,
        String description,
        Step from,
        String condition,
        List<String> callers,
        List<String> configurations,
        List<Step> steps) {

    /** The first word of its id. */
    String flow() {
        return id.replaceFirst("-.*", "");
    }

    /** Every step, also those that stand inside of others, but not what starts it. */
    Stream<Step> all() {
        return steps.stream().flatMap(Step::all);
    }

    /** Whether only steps and Java of this process can call it. */
    boolean internal() {
        return from.target().startsWith("direct:") || from.target().startsWith("seda:");
    }
}
