package routes.tool.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.extension.lint.PlannedRoute;
import routes.extension.lint.RouteProject;
import routes.wiring.BeanCollections;

/** Makes the map of a project of route files. */
public final class TopologyReader {
    /** How a description names the Java that calls the route. */
    private static final Pattern CALLERS = Pattern.compile("\\bCalled by ([^.]+)\\.?$");

    private static final Pattern BEANS = Pattern.compile("#bean:(\\w+)");

    private final RouteProject project;
    /** The beans that route files declare, by name. */
    private final Map<String, JsonNode> written = new HashMap<>();

    private final Function<String, Set<String>> storesOf;

    /** @param storesOf collections that a bean works on */
    TopologyReader(RouteProject project, Function<String, Set<String>> storesOf) {
        this.project = project;
        this.storesOf = storesOf;
        project.files().stream()
                .flatMap(file -> file.entries("beans"))
                .forEach(list ->
                        list.forEach(bean -> written.put(bean.path("name").asText(), bean)));
    }

    /** @param extensions a folder of extensions, whose routes are on the map too; blank for none */
    public static Topology ofApplication(String extensions) {
        RouteProject project = ProjectRoutes.with(extensions);
        return new TopologyReader(project, new BeanCollections(project.beans())::of).read();
    }

    Topology read() {
        return Topology.of(
                project.routes().map(this::route).toList(),
                byId(project.templates().map(this::ofTemplate)),
                byId(project.files().stream()
                        .flatMap(file -> file.entries("routeConfiguration"))
                        .map(this::ofConfiguration)),
                new CallingBeans(project.beans()));
    }

    private MappedRoute route(PlannedRoute planned) {
        JsonNode route = planned.route();
        StepReader reader = reader(planned.beans());
        String description =
                project.settings().resolve(route.path("description").asText(""));
        return new MappedRoute(
                planned.id(),
                planned.file().name(),
                planned.template(),
                planned.given(),
                description,
                reader.from(route.path("from")),
                condition(route.path("precondition").asText("")),
                callers(description),
                names(route.path("routeConfigurationId").asText("")),
                reader.steps(route.path("from").path("steps")));
    }

    private String condition(String written) {
        return written.isEmpty()
                ? ""
                : written.replaceAll("[{}]", "") + " = " + project.settings().resolve(written);
    }

    private static List<String> callers(String description) {
        Matcher named = CALLERS.matcher(description.strip());
        return named.find() ? names(named.group(1).replace(" and ", ",")) : List.of();
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private SharedSteps ofTemplate(PlannedRoute template) {
        return new SharedSteps(
                template.id(),
                template.instance().path("description").asText(),
                reader(template.beans()).steps(template.route().path("from").path("steps")));
    }

    private SharedSteps ofConfiguration(JsonNode configuration) {
        StepReader reader = reader(configuration.path("beans"));
        return new SharedSteps(
                configuration.path("id").asText(),
                configuration.path("description").asText(""),
                Stream.of("onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint")
                        .flatMap(kind -> reader.steps(configuration.path(kind)).stream())
                        .toList());
    }

    private static Map<String, SharedSteps> byId(Stream<SharedSteps> all) {
        return all.collect(
                Collectors.toMap(SharedSteps::id, shared -> shared, (first, second) -> first, LinkedHashMap::new));
    }

    /** @param local beans that only this route has */
    private StepReader reader(JsonNode local) {
        Map<String, JsonNode> declared = new HashMap<>(written);
        local.forEach(bean -> declared.put(bean.path("name").asText(), bean));
        return new StepReader(
                project.settings(),
                name -> declared.containsKey(name)
                        ? typeOf(declared.get(name))
                        : project.beans().typeOf(name).map(Class::getSimpleName).orElse(""),
                name -> written.containsKey(name) ? storesOfParts(written.get(name)) : storesOf.apply(name));
    }

    /** With the beans that are given to it. */
    private String typeOf(JsonNode bean) {
        String parts = bean.path("properties").properties().stream()
                .map(property -> property.getValue().asText().replace("#bean:", ""))
                .filter(value -> project.beans().typeOf(value).isPresent())
                .collect(Collectors.joining(", "));
        String type = bean.path("type").asText("").replaceFirst(".*[.$]", "");
        return parts.isEmpty() ? type : type + " with " + parts;
    }

    /** A bean that is written in YAML works on what the beans that are given to it work on. */
    private Set<String> storesOfParts(JsonNode bean) {
        return BEANS.matcher(bean.toString())
                .results()
                .flatMap(part -> storesOf.apply(part.group(1)).stream())
                .collect(Collectors.toSet());
    }
}
