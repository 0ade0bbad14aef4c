package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.error.VeaiopsException;

/** Secrets are never in a file of these: it names the variable or the file that holds one, {@code ${env:NAME}} or {@code ${file:PATH}}. */
final class SecretReferences {
    private static final Pattern MASK = Pattern.compile("\\*{3,}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|file:([^}]+))}");

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
     * @param missing receives the variables that are not set, and the files that are not there
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
        String file = reference.group(2);
        Optional<String> value = file == null ? variables.apply(reference.group(1)) : content(Path.of(file));
        if (value.isEmpty() && !shown.isTextual()) {
            missing.add(file == null ? reference.group(1) : file);
        }
        return value.<JsonNode>map(TextNode::valueOf).orElse(shown.isTextual() ? shown : node);
    }

    private static Optional<String> content(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + file, e);
        }
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
