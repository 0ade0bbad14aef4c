package routes.common.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The fields of one YAML mapping; whatever is not as it should be becomes a problem with its line. */
public final class YamlFields {
    private final YamlText file;
    private final Node node;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private YamlFields(YamlText file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** @param what the mapping in words, for the problem that it is none */
    public static Optional<YamlFields> of(YamlText file, Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            file.problem(node, what + " must be a mapping");
            return Optional.empty();
        }
        YamlFields read = new YamlFields(file, node);
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (read.fields.put(key, tuple.getValueNode()) != null) {
                file.problem(tuple.getKeyNode(), "\"" + key + "\" stands there twice");
            }
        }
        return Optional.of(read);
    }

    /** Also refuses unknown fields. */
    public static Optional<YamlFields> of(YamlText file, Node node, String what, Set<String> known) {
        Optional<YamlFields> read = of(file, node, what);
        read.ifPresent(fields -> fields.fields.forEach((key, value) -> {
            if (!known.contains(key)) {
                file.problem(value, what + " has an unknown field \"" + key + "\"" + NearestWord.hint(key, known));
            }
        }));
        return read;
    }

    public Map<String, Node> all() {
        return fields;
    }

    public Optional<Node> node(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    public Optional<String> text(String key) {
        return node(key).flatMap(value -> scalar(file, value));
    }

    public Optional<String> required(String key) {
        demand(key);
        return text(key);
    }

    public void demand(String... keys) {
        for (String key : keys) {
            if (!fields.containsKey(key)) {
                file.problem(node, "\"" + key + "\" is missing");
            }
        }
    }

    /** A value that is read by a factory; what the factory refuses is a problem at its line. */
    public <T> Optional<T> read(String key, Function<String, T> factory) {
        return node(key).flatMap(value -> scalar(file, value).flatMap(text -> attempt(file, value, text, factory)));
    }

    /** Whether a key is true; empty when the file does not say so. */
    public Optional<Boolean> flag(String key) {
        return read(key, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("\"" + text + "\" is not true or false");
            }
            return text.equals("true");
        });
    }

    public static <T> Optional<T> attempt(YamlText file, Node where, String text, Function<String, T> factory) {
        try {
            return Optional.of(factory.apply(text));
        } catch (TextMistakes e) {
            e.mistakes().forEach(mistake -> file.problem(where, text, mistake));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            file.problem(where, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The members of a list, or the one value that stands in its place. */
    public List<Node> list(String key) {
        return node(key).map(YamlFields::members).orElse(List.of());
    }

    public static List<Node> members(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    public static Optional<String> scalar(YamlText file, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        file.problem(node, "a single value is wanted here");
        return Optional.empty();
    }
}
