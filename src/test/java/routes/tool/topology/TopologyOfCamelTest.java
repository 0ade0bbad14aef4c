package routes.tool.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The map that is read from the YAML is the one that Camel runs: no way is missing, and none is invented. */
@Tag("slow")
class TopologyOfCamelTest {
    private static CamelsRoutes camel;
    private static Topology map;

    @BeforeAll
    static void load() throws Exception {
        camel = CamelsRoutes.load();
        map = TopologyReader.ofApplication("");
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @Test
    void every_route_starts_where_the_map_says() {
        same(onMap(route -> route.from().target()), camel.sources());
    }

    @Test
    void every_route_sends_where_the_map_says() {
        same(ofSteps(step -> Stream.of(step.target()).filter(target -> !target.isEmpty())), camel.targets());
    }

    @Test
    void every_route_names_the_beans_of_the_map() {
        same(ofSteps(step -> step.beans().stream().map(UsedBean::name)), camel.beans());
    }

    @Test
    void every_endpoint_that_was_made_is_on_the_map() {
        Set<String> known = Stream.concat(
                        onMap(route -> route.from().target()).values().stream(),
                        ofSteps(step -> Stream.of(step.target())).values().stream()
                                .flatMap(Set::stream))
                .collect(Collectors.toSet());

        assertThat(known).containsAll(camel.endpoints());
    }

    private static <T> void same(Map<String, T> map, Map<String, T> running) {
        assertThat(map.keySet()).isEqualTo(running.keySet());
        running.forEach((route, wanted) -> assertThat(map.get(route)).as(route).isEqualTo(wanted));
    }

    private static Stream<MappedRoute> running() {
        return map.routes().stream().filter(route -> !route.condition().endsWith("= false"));
    }

    private static <T> Map<String, T> onMap(Function<MappedRoute, T> read) {
        return running().collect(Collectors.toMap(MappedRoute::id, read));
    }

    private static Map<String, Set<String>> ofSteps(Function<Step, Stream<String>> read) {
        return onMap(route -> Stream.concat(
                        route.all(),
                        route.configurations().stream()
                                .flatMap(name -> map.configurations().get(name).all()))
                .flatMap(read)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
