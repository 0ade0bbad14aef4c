package routes.tool.topology;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;

/**
 * The routes of the product, or some of them, and the ways between them.
 *
 * @param edges all ways that begin or end at one of the routes
 * @param faults what is wrong with the routes
 */
public record Topology(
        List<MappedRoute> routes,
        Map<String, SharedSteps> templates,
        Map<String, SharedSteps> configurations,
        List<Edge> edges,
        List<String> faults) {

    static Topology of(
            List<MappedRoute> routes,
            Map<String, SharedSteps> templates,
            Map<String, SharedSteps> configurations,
            CallingBeans beans) {
        Links links = new Links(routes, configurations, beans);
        return new Topology(routes, templates, configurations, links.edges(), links.faults());
    }

    /**
     * The routes of one flow.
     *
     * @param name the flow, or what the ids of its routes begin with
     */
    public Topology flow(String name) {
        Topology found = only(route -> (route.id() + "-").startsWith(name + "-"));
        if (found.routes().isEmpty()) {
            throw new VeaiopsException("there is no flow " + name + "; there are " + listed(MappedRoute::flow)
                    + ", and what the id of a route begins with");
        }
        return found;
    }

    /** A route, and those that what it sends comes to. */
    public Topology from(String id) {
        if (routes.stream().noneMatch(route -> route.id().equals(id))) {
            throw new VeaiopsException("there is no route " + id + "; " + nearest(id));
        }
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(Edge.ROUTE + id));
        while (!next.isEmpty()) {
            String node = next.pop();
            if (reached.add(node)) {
                edges.stream()
                        .filter(edge -> edge.from().equals(node) && edge.kind() != Edge.Kind.KEEPS)
                        .map(Edge::to)
                        .forEach(next::add);
            }
        }
        Topology found = only(route -> reached.contains(Edge.ROUTE + route.id()));
        return new Topology(
                found.routes(),
                found.templates(),
                found.configurations(),
                inOrder(found.edges(), Edge.ROUTE + id, List.copyOf(reached)),
                faults);
    }

    /** The ways as a message goes them, after what starts the first route. */
    private static List<Edge> inOrder(List<Edge> edges, String first, List<String> reached) {
        return edges.stream()
                .filter(edge -> reached.contains(edge.from()) || edge.to().equals(first))
                .sorted(Comparator.comparingInt(edge -> reached.indexOf(edge.from())))
                .toList();
    }

    private Topology only(Predicate<MappedRoute> wanted) {
        List<MappedRoute> some = routes.stream().filter(wanted).toList();
        Set<String> nodes = some.stream().map(route -> Edge.ROUTE + route.id()).collect(Collectors.toSet());
        Set<String> templatesOf = some.stream().map(MappedRoute::template).collect(Collectors.toSet());
        Set<String> configurationsOf =
                some.stream().flatMap(route -> route.configurations().stream()).collect(Collectors.toSet());
        return new Topology(
                some,
                subset(templates, templatesOf),
                subset(configurations, configurationsOf),
                edges.stream()
                        .filter(edge -> nodes.contains(edge.from()) || nodes.contains(edge.to()))
                        .toList(),
                faults);
    }

    private static Map<String, SharedSteps> subset(Map<String, SharedSteps> all, Set<String> names) {
        Map<String, SharedSteps> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }

    private String nearest(String id) {
        String word = id.replaceFirst("-.*", "");
        List<String> similar = routes.stream()
                .map(MappedRoute::id)
                .filter(other -> other.startsWith(word))
                .toList();
        return similar.isEmpty()
                ? "veaiops topology lists all; the flows are " + listed(MappedRoute::flow)
                : "those of the flow " + word + " are " + String.join(", ", similar);
    }

    private String listed(Function<MappedRoute, String> name) {
        return routes.stream().map(name).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** Routes from which a way leads to a node. */
    Stream<String> routesTo(String node) {
        return edges.stream()
                .filter(edge -> edge.to().equals(node) && edge.from().startsWith(Edge.ROUTE))
                .map(edge -> edge.from().substring(Edge.ROUTE.length()))
                .distinct();
    }
}
