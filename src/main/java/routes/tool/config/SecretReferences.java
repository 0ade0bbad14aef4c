package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets are never in a file: it names the variable that holds one, {@code ${env:NAME}}. */
final class SecretReferences {
    private static final Pattern MASK = Pattern.compile("\\*{3,}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private SecretReferences() {}

    static boolean isReference(JsonNode value) {
        return value.isTextual() && REFERENCE.matcher(value.asText()).matches();
    }

    /** The same with a reference in the place of each mask. @param name of the thing, for the variable */
    static ObjectNode referring(ObjectNode one, String name) {
        return (ObjectNode) replaced(one, name, SecretReferences::reference);
    }

    /**
     * The same with the values of the variables.
     *
     * @param shown what the hub shows of it, whose masks stand for what it has; missing for a new one
     * @param missing receives the names of variables that are not set
     */
    static ObjectNode resolved(
            ObjectNode one, JsonNode shown, Function<String, Optional<String>> variables, Set<String> missing) {
        return (ObjectNode) resolvedNode(one, shown, variables, missing);
    }

    private static JsonNode resolvedNode(
            JsonNode node, JsonNode shown, Function<String, Optional<String>> variables, Set<String> missing) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(),
                            resolvedNode(field.getValue(), shown.path(field.getKey()), variables, missing)));
            return copy;
        }
        Matcher reference = REFERENCE.matcher(node.isTextual() ? node.asText() : "");
        if (!reference.matches()) {
            return node;
        }
        Optional<String> value = variables.apply(reference.group(1));
        if (value.isEmpty() && !shown.isTextual()) {
            missing.add(reference.group(1));
        }
        return value.<JsonNode>map(TextNode::valueOf).orElse(shown.isTextual() ? shown : node);
    }

    private static JsonNode replaced(JsonNode node, String path, Function<String, String> reference) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(), replaced(field.getValue(), path + "_" + field.getKey(), reference)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(replaced(item, path, reference)));
            return copy;
        }
        return node.isTextual() && MASK.matcher(node.asText()).matches()
                ? TextNode.valueOf(reference.apply(path))
                : node;
    }

    private static String reference(String path) {
        return "${env:" + path.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT) + "}";
    }
}
