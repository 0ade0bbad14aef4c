package routes.tool.topology;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.tool.topology.Edge.Kind;

/** Finds the ways between routes, and those that are missing. */
final class Links {
    private final List<MappedRoute> routes;
    private final Map<String, SharedSteps> configurations;
    private final CallingBeans beans;
    private final Map<String, List<MappedRoute>> at;

    Links(List<MappedRoute> routes, Map<String, SharedSteps> configurations, CallingBeans beans) {
        this.routes = routes;
        this.configurations = configurations;
        this.beans = beans;
        this.at = routes.stream()
                .collect(Collectors.groupingBy(route -> route.from().target()));
    }

    List<Edge> edges() {
        Set<Edge> edges = new LinkedHashSet<>();
        for (MappedRoute route : routes) {
            String node = Edge.ROUTE + route.id();
            if (!route.internal()) {
                edges.add(new Edge(route.from().target(), Kind.STARTS, node));
            }
            route.all().forEach(step -> ways(route, step, Kind.SENDS).forEach(edges::add));
            failures(route).forEach(step -> ways(route, step, Kind.FAILS).forEach(edges::add));
            route.callers().stream().flatMap(caller -> callsOf(route, caller)).forEach(edges::add);
        }
        return List.copyOf(edges);
    }

    private Stream<Step> failures(MappedRoute route) {
        return route.configurations().stream()
                .map(configurations::get)
                .filter(Objects::nonNull)
                .flatMap(configuration -> configuration.all());
    }

    private Stream<Edge> ways(MappedRoute route, Step step, Kind kind) {
        String node = Edge.ROUTE + route.id();
        Stream<Edge> kept = step.stores().stream().map(store -> new Edge(node, Kind.KEEPS, Edge.STORE + store));
        if (step.target().isEmpty() || step.target().startsWith("mongodb:")) {
            return kept;
        }
        return Stream.concat(
                kept,
                inside(step.target())
                        ? at(step).map(called -> new Edge(node, kind, Edge.ROUTE + called.id(), step.target()))
                        : Stream.of(new Edge(node, kind, step.target())));
    }

    /** The routes that wait where a step sends; for a name that each message completes, those whose names begin with it. */
    private Stream<MappedRoute> at(Step step) {
        if (!step.dynamic()) {
            return at.getOrDefault(step.target(), List.of()).stream();
        }
        String beginning = step.target().substring(0, step.target().indexOf("${"));
        return beginning.endsWith(":")
                ? Stream.of()
                : routes.stream().filter(route -> route.from().target().startsWith(beginning));
    }

    /** From the routes whose beans call it, or whose step names it for each message; else from the Java that is named. */
    private Stream<Edge> callsOf(MappedRoute called, String caller) {
        String node = Edge.ROUTE + called.id();
        List<Edge> found = routes.stream()
                .filter(route -> route.id().equals(caller)
                        || route.all()
                                .flatMap(step -> step.beans().stream())
                                .anyMatch(bean -> beans.reaches(bean.name(), caller)))
                .map(route -> new Edge(
                        Edge.ROUTE + route.id(), Kind.CALLS, node, route.id().equals(caller) ? "" : caller))
                .toList();
        return found.isEmpty() ? Stream.of(new Edge(Edge.JAVA + caller, Kind.CALLS, node)) : found.stream();
    }

    List<String> faults() {
        Set<String> called = routes.stream()
                .flatMap(route -> Stream.concat(route.all(), failures(route)))
                .filter(step -> inside(step.target()))
                .flatMap(this::at)
                .map(MappedRoute::id)
                .collect(Collectors.toCollection(HashSet::new));
        Stream<String> uncalled = routes.stream()
                .filter(route -> route.internal() && route.callers().isEmpty() && !called.contains(route.id()))
                .map(route -> "%s: the route %s waits at %s, which no route calls: call it by a step, or end its"
                                .formatted(
                                        route.file(), route.id(), route.from().target())
                        + " description with \"Called by <bean or class>.\"");
        Stream<String> lost = routes.stream().flatMap(route -> Stream.concat(route.all(), failures(route))
                .filter(step -> inside(step.target()) && !step.dynamic() && !at.containsKey(step.target()))
                .map(step -> "%s: the route %s sends to %s, where no route waits: add that route, or mend the name"
                        .formatted(route.file(), route.id(), step.target())));
        return Stream.concat(uncalled, lost).distinct().toList();
    }

    private static boolean inside(String target) {
        return target.startsWith("direct:") || target.startsWith("seda:");
    }
}
