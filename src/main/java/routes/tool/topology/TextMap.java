package routes.tool.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The map for a terminal: each flow with its routes and their steps, one line for each route that is made of a template, then
 * the templates and the steps after a failure.
 */
public final class TextMap {
    /** Wider columns would push what follows out of sight. */
    private static final int WIDEST = 48;

    private static final int MOST_NAMES = 3;

    /** Parameters of templates that stand in other columns. */
    private static final Set<String> SHOWN = Set.of("path", "method", "methods", "name");

    private final Topology topology;
    private final List<String> lines = new ArrayList<>();
    private final Set<List<String>> shown = new HashSet<>();

    private TextMap(Topology topology) {
        this.topology = topology;
    }

    /** The lines of the map. */
    public static List<String> lines(Topology topology) {
        TextMap map = new TextMap(topology);
        Map<String, List<MappedRoute>> flows = topology.routes().stream()
                .collect(Collectors.groupingBy(MappedRoute::flow, TreeMap::new, Collectors.toList()));
        flows.forEach(map::flow);
        map.shared("TEMPLATES", topology.templates().values());
        map.shared("AFTER A FAILURE", topology.configurations().values());
        return map.lines;
    }

    private void flow(String name, List<MappedRoute> routes) {
        title(name.toUpperCase(Locale.ROOT));
        routes.stream().filter(route -> route.template().isEmpty()).forEach(this::route);
        Map<String, List<MappedRoute>> templates = routes.stream()
                .filter(route -> !route.template().isEmpty())
                .collect(Collectors.groupingBy(MappedRoute::template, LinkedHashMap::new, Collectors.toList()));
        templates.forEach(this::instances);
    }

    private void title(String text) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(text);
    }

    private void route(MappedRoute route) {
        lines.add("");
        lines.add("  " + route.id() + ": " + route.description());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("from", route.from().target(), notes(origin(route))));
        if (!route.condition().isEmpty()) {
            rows.add(List.of("only if", route.condition(), ""));
        }
        rows(route.steps(), rows);
        table("    ", rows);
    }

    /** What a bean works on is shown at its first step. */
    private void rows(List<Step> steps, List<List<String>> rows) {
        shown.clear();
        steps.forEach(step -> row("", step, rows));
    }

    private Stream<String> origin(MappedRoute route) {
        List<String> senders = (route.internal()
                        ? topology.routesTo(Edge.ROUTE + route.id())
                        : topology.routesTo(route.from().target()))
                .toList();
        return Stream.of(
                route.from().detail(),
                senders.isEmpty() ? "" : "<- " + names(senders),
                route.callers().isEmpty() ? "" : "called by " + String.join(", ", route.callers()));
    }

    /** Routes of one template are counted where they are many. */
    private String names(List<String> ids) {
        Map<String, List<String>> byTemplate = topology.routes().stream()
                .filter(route -> ids.contains(route.id()) && !route.template().isEmpty())
                .collect(Collectors.groupingBy(
                        MappedRoute::template,
                        LinkedHashMap::new,
                        Collectors.mapping(MappedRoute::id, Collectors.toList())));
        byTemplate.values().removeIf(alike -> alike.size() <= MOST_NAMES);
        Stream<String> single =
                ids.stream().filter(id -> byTemplate.values().stream().noneMatch(alike -> alike.contains(id)));
        Stream<String> counted = byTemplate.entrySet().stream()
                .map(alike -> alike.getValue().size() + " routes of the template " + alike.getKey());
        return Stream.concat(single, counted).collect(Collectors.joining(", "));
    }

    private void row(String indent, Step step, List<List<String>> rows) {
        boolean calls = !step.beans().isEmpty() && step.target().isEmpty();
        String what = Stream.of(
                        step.target(),
                        calls ? step.beans().stream().map(UsedBean::call).collect(Collectors.joining(", ")) : "",
                        step.detail())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String classes = step.beans().stream()
                .map(UsedBean::type)
                .filter(type -> !type.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        String next = step.target().isEmpty() ? "" : next(step.target());
        rows.add(List.of(
                indent + step.kind(),
                what,
                notes(Stream.of(
                        next,
                        what.equals(step.detail()) ? "" : step.detail(),
                        classes,
                        step.stores().isEmpty() || !shown.add(step.stores())
                                ? ""
                                : "[" + String.join(", ", step.stores()) + "]"))));
        step.steps().forEach(inside -> row(indent + "  ", inside, rows));
    }

    /** The routes that take what is sent to an endpoint. */
    private String next(String target) {
        List<String> routes = topology.edges().stream()
                .filter(edge -> edge.to().startsWith(Edge.ROUTE)
                        && (edge.by().equals(target)
                                || edge.kind() == Edge.Kind.STARTS
                                        && edge.from().equals(target)))
                .map(edge -> edge.to().substring(Edge.ROUTE.length()))
                .distinct()
                .toList();
        return routes.isEmpty() ? "" : "-> " + names(routes);
    }

    private void instances(String template, List<MappedRoute> routes) {
        lines.add("");
        lines.add("  made of the template " + template + ":");
        List<List<String>> rows = new ArrayList<>();
        for (MappedRoute route : routes) {
            String given = route.parameters().entrySet().stream()
                    .filter(value -> !SHOWN.contains(value.getKey()))
                    .map(value -> value.getKey() + "=" + value.getValue())
                    .collect(Collectors.joining(" "));
            String next = topology.edges().stream()
                    .filter(edge -> edge.from().equals(Edge.ROUTE + route.id()) && edge.kind() == Edge.Kind.SENDS)
                    .map(edge -> edge.to().replaceFirst("^" + Edge.ROUTE, ""))
                    .distinct()
                    .collect(Collectors.joining(", "));
            rows.add(List.of(
                    route.id(),
                    place(route),
                    notes(Stream.of(
                            given,
                            next.isEmpty() ? "" : "-> " + next,
                            route.callers().isEmpty() ? "" : "called by " + String.join(", ", route.callers())))));
        }
        table("    ", rows);
    }

    private static String place(MappedRoute route) {
        String target = route.from().target();
        return target.startsWith("platform-http:")
                ? route.from().detail() + " " + target.substring("platform-http:".length())
                : target;
    }

    private void shared(String name, Collection<SharedSteps> all) {
        if (all.stream().allMatch(shared -> shared.steps().isEmpty())) {
            return;
        }
        title(name);
        all.stream().filter(shared -> !shared.steps().isEmpty()).forEach(shared -> {
            lines.add("");
            lines.add("  " + shared.id() + ": " + shared.description());
            List<List<String>> rows = new ArrayList<>();
            rows(shared.steps(), rows);
            table("    ", rows);
        });
    }

    private static String notes(Stream<String> notes) {
        return notes.filter(note -> !note.isEmpty()).collect(Collectors.joining("; "));
    }

    private void table(String indent, List<List<String>> rows) {
        int first = width(rows, 0);
        int second = width(rows, 1);
        rows.forEach(row -> lines.add(
                (indent + padded(row.get(0), first) + padded(row.get(1), second) + row.get(2)).stripTrailing()));
    }

    private static int width(List<List<String>> rows, int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.min(WIDEST, widest) + 2;
    }

    private static String padded(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + "  ";
    }
}
