package routes.tool.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The map as a Mermaid flow chart, which GitHub draws: routes are rectangles, topics rounded boxes, collections cylinders,
 * HTTP paths and systems outside slanted boxes, clocks hexagons, Java flags. Routes of one template that lead to the same
 * places are one box, and so are collections that the same routes use.
 */
public final class FlowChart {
    private static final int MOST_NAMES = 3;
    private static final String OUTSIDE = "systems outside";

    private final Topology topology;
    /** The box of each node. */
    private final Map<String, String> boxes = new LinkedHashMap<>();

    private FlowChart(Topology topology) {
        this.topology = topology;
    }

    public static List<String> lines(Topology topology) {
        FlowChart chart = new FlowChart(topology);
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        chart.group().forEach((label, nodes) -> {
            String box = "n" + (lines.size());
            nodes.forEach(node -> chart.boxes.put(node, box));
            lines.add("  " + box + label);
        });
        lines.addAll(chart.arrows());
        return lines;
    }

    /** The nodes of each box, by its label. */
    private Map<String, Set<String>> group() {
        Map<String, Set<String>> alike = new LinkedHashMap<>();
        nodes().forEach(node -> alike.computeIfAbsent(likeness(node), key -> new LinkedHashSet<>())
                .add(node));
        Map<String, Set<String>> labelled = new LinkedHashMap<>();
        alike.values().forEach(nodes -> labelled.computeIfAbsent(label(nodes), key -> new LinkedHashSet<>())
                .addAll(nodes));
        return labelled;
    }

    private Stream<String> nodes() {
        return topology.edges().stream()
                .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                .distinct();
    }

    /** Equal for nodes that share a box. */
    private String likeness(String node) {
        if (outside(node)) {
            return OUTSIDE;
        }
        if (node.startsWith(Edge.STORE)) {
            return "stores of " + ends(node, edge -> edge.to().equals(node), Edge::from);
        }
        MappedRoute route = route(node);
        if (route != null && !route.template().isEmpty()) {
            return route.template() + " to " + shapes(node);
        }
        Set<String> started = ends(node, edge -> edge.from().equals(node), Edge::to);
        MappedRoute first = started.size() == 1 ? route(started.iterator().next()) : null;
        return node.startsWith("platform-http:")
                        && first != null
                        && !first.template().isEmpty()
                ? "paths of " + likeness(started.iterator().next())
                : node;
    }

    /** Where a route of a template leads: to routes of templates, by their template. */
    private String shapes(String node) {
        return ends(node, edge -> edge.from().equals(node) && edge.kind() != Edge.Kind.KEEPS, Edge::to).stream()
                .map(end -> {
                    MappedRoute next = route(end);
                    String own = outside(end) ? OUTSIDE : end;
                    return next == null || next.template().isEmpty() ? own : "template " + next.template();
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private Set<String> ends(String node, Predicate<Edge> which, Function<Edge, String> end) {
        return topology.edges().stream()
                .filter(which)
                .map(end)
                .filter(other -> !other.equals(node))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private @Nullable MappedRoute route(String node) {
        return topology.routes().stream()
                .filter(route -> node.equals(Edge.ROUTE + route.id()))
                .findFirst()
                .orElse(null);
    }

    private String label(Set<String> nodes) {
        String first = nodes.iterator().next();
        String kind = first.substring(0, first.indexOf(':'));
        String name = first.substring(first.indexOf(':') + 1);
        return switch (kind) {
            case "route" -> "[\"" + routes(nodes) + "\"]";
            case "store" -> "[(\""
                    + nodes.stream()
                            .map(node -> escaped(node.substring(Edge.STORE.length())))
                            .sorted()
                            .collect(Collectors.joining("<br/>"))
                    + "\")]";
            case "java" -> ">\"" + escaped(name) + "\"]";
            case "kafka" -> "([\"" + escaped(name) + "\"])";
            case "platform-http" -> "[/\"" + paths(nodes, name) + "\"/]";
            case "timer", "quartz", "scheduler", "cron" -> "{{\"" + escaped(clock(first)) + "\"}}";
            case "http", "https" -> "[\\\"" + hosts(nodes) + "\"\\]";
            default -> "[\\\"" + escaped(first) + "\"\\]";
        };
    }

    private static boolean outside(String node) {
        return node.startsWith("http:") || node.startsWith("https:");
    }

    private String routes(Set<String> nodes) {
        MappedRoute route = route(nodes.iterator().next());
        String names = some(nodes.stream().map(node -> node.substring(Edge.ROUTE.length())));
        return nodes.size() == 1 || route == null ? names : names + "<br/>(" + escaped(route.template()) + ")";
    }

    /** An address that ends in {@code .invalid} stands for one that each call brings. */
    private static String hosts(Set<String> nodes) {
        return some(nodes.stream()
                .map(node -> node.contains(".invalid") ? "address of the call" : node.replaceFirst("^\\w+:", ""))
                .sorted());
    }

    private static String some(Stream<String> names) {
        List<String> all = names.map(FlowChart::escaped).distinct().toList();
        String first = String.join("<br/>", all.subList(0, Math.min(MOST_NAMES, all.size())));
        return all.size() > MOST_NAMES ? first + "<br/>and " + (all.size() - MOST_NAMES) + " more" : first;
    }

    private static String paths(Set<String> nodes, String first) {
        return nodes.size() == 1 ? escaped(first) : escaped(first) + "<br/>and " + (nodes.size() - 1) + " more paths";
    }

    private String clock(String node) {
        return topology.edges().stream()
                .filter(edge -> edge.from().equals(node))
                .map(edge -> route(edge.to()))
                .filter(Objects::nonNull)
                .map(route -> route.from().detail())
                .findFirst()
                .orElse(node);
    }

    /** One arrow of a kind between two boxes; Java is named where no step leads the same way. */
    private List<String> arrows() {
        Map<String, Set<String>> callers = new LinkedHashMap<>();
        for (Edge edge : topology.edges()) {
            String way =
                    switch (edge.kind()) {
                        case STARTS, SENDS, CALLS -> " %s--> ";
                        case FAILS -> " -. after failure .-> ";
                        case KEEPS -> " --- ";
                    };
            callers.computeIfAbsent(
                            "  " + boxes.get(edge.from()) + way + boxes.get(edge.to()), arrow -> new LinkedHashSet<>())
                    .add(edge.kind() == Edge.Kind.CALLS ? escaped(edge.by()) : "");
        }
        return callers.entrySet().stream()
                .map(arrow -> arrow.getKey()
                        .formatted(
                                arrow.getValue().contains("")
                                        ? ""
                                        : "-- \"" + String.join(", ", arrow.getValue()) + "\" "))
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("{", "#123;")
                .replace("}", "#125;");
    }
}
