package routes.extension.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** From where a rule found something, as path, line or id, to the line of the file. */
final class Places {
    /** Words that messages and route files have in common without meaning one place. */
    private static final Set<String> ORDINARY = Set.of(
            "what",
            "this",
            "that",
            "with",
            "have",
            "from",
            "does",
            "names",
            "says",
            "route",
            "routes",
            "template",
            "parameter",
            "parameters",
            "description",
            "sentence",
            "option",
            "component",
            "setting",
            "bean",
            "method",
            "message",
            "true",
            "false",
            "answers",
            "failures",
            "http",
            "http-api");

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private Places() {}

    /** @param message names what is wrong, mostly by a word that stands at the very line */
    static int lineOf(String place, String message, List<String> lines) {
        int line = lineOf(place, lines);
        boolean exact = place.startsWith("/") || LINE.matcher(place).matches();
        return exact ? line : saying(message, line, lines);
    }

    private static int saying(String message, int from, List<String> lines) {
        String[] words = message.split("[\\s:;,()]+");
        for (int w = words.length - 1; w >= 0; w--) {
            if (words[w].length() > 3 && !ORDINARY.contains(words[w])) {
                Pattern word = Pattern.compile("(?<![\\w.-])" + Pattern.quote(words[w]) + "(?![\\w.-])");
                for (int i = from - 1; i < lines.size(); i++) {
                    if (word.matcher(lines.get(i)).find()) {
                        return i + 1;
                    }
                }
            }
        }
        return from;
    }

    static int lineOf(String place, List<String> lines) {
        Matcher line = LINE.matcher(place);
        if (line.matches()) {
            return Integer.parseInt(line.group(1));
        }
        if (place.startsWith("/")) {
            return root(lines)
                    .map(node -> below(node, place.substring(1).split("/")))
                    .orElse(1);
        }
        return named(place.substring(place.lastIndexOf(' ') + 1), lines);
    }

    private static Optional<Node> root(List<String> lines) {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(String.join("\n", lines));
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    /** The line of the deepest node on the way; a field counts from its name. */
    private static int below(Node root, String[] way) {
        Node node = root;
        int line = line(root);
        for (String step : way) {
            Optional<NodeTuple> field = field(node, step);
            if (field.isPresent()) {
                line = line(field.get().getKeyNode());
                node = field.get().getValueNode();
            } else if (node instanceof SequenceNode list
                    && index(step) < list.getValue().size()) {
                node = list.getValue().get(index(step));
                line = line(node);
            } else {
                return line;
            }
        }
        return line;
    }

    private static Optional<NodeTuple> field(Node node, String name) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(name))
                        .findFirst()
                : Optional.empty();
    }

    private static int index(String step) {
        return step.matches("\\d{1,6}") ? Integer.parseInt(step) : Integer.MAX_VALUE;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int named(String id, List<String> lines) {
        Pattern named = Pattern.compile(".*\\b(id|routeId|name):\\s*\"?" + Pattern.quote(id) + "\"?\\b.*");
        for (int i = 0; i < lines.size(); i++) {
            if (named.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return 1;
    }
}
