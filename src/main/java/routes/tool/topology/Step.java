package routes.tool.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a route, or a branch of one.
 *
 * @param kind as it stands in YAML, such as {@code to}, {@code choice} or {@code when}
 * @param detail its condition, its schedule, or whatever else tells it from others of its kind
 * @param target name of the endpoint that it uses; empty for none
 * @param stores collections that it works on
 * @param steps those inside of it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Step(
        String kind,
        String id,
        String detail,
        String target,
        List<UsedBean> beans,
        List<String> stores,
        List<Step> steps) {

    /** It and those inside of it, top down. */
    Stream<Step> all() {
        return Stream.concat(Stream.of(this), steps.stream().flatMap(Step::all));
    }

    /** Whether its target is decided for each message. */
    boolean dynamic() {
        return target.contains("${");
    }
}
