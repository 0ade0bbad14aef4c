package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON schema of the YAML DSL. A placeholder stands for the default of its setting; where the schema wants a number
 * or a boolean, that default must be one.
 */
final class SchemaRule implements LintRule {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What runs although the schema does not know it, with the reason. */
    private static final Map<String, String> GAPS =
            Map.of("inheritErrorHandler", "a circuit breaker takes it, the schema of 4.17 and 4.18 forgets it");

    @Override
    public Stream<LintFinding> findings(RouteProject project) {
        JsonSchema schema = schema();
        return project.files().stream().flatMap(file -> ofFile(schema, file, project.settings()));
    }

    private static JsonSchema schema() {
        JsonMetaSchema meta = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                .keyword(new NonValidationKeyword("deprecated"))
                .build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4, factory -> factory.metaSchema(meta))
                .getSchema(
                        SchemaRule.class.getResourceAsStream("/schema/camelYamlDsl.json"),
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .preloadJsonSchema(false)
                                .cacheRefs(false)
                                .build());
    }

    private static Stream<LintFinding> ofFile(JsonSchema schema, RouteFile file, DeclaredSettings settings) {
        Set<String> wronglyTyped = schema.validate(resolved("", file.entries(), settings, Set.of())).stream()
                .filter(problem -> "type".equals(problem.getType()))
                .map(problem -> problem.getInstanceLocation().toString())
                .collect(Collectors.toSet());
        return schema.validate(resolved("", file.entries(), settings, wronglyTyped)).stream()
                .filter(problem -> GAPS.keySet().stream().noneMatch(problem.getMessage()::contains))
                .map(problem -> file.finding(problem.getInstanceLocation().toString(), text(problem)));
    }

    private static String text(ValidationMessage problem) {
        return "the schema says: " + problem.getMessage();
    }

    /** The tree with values in the place of placeholders; at the given places they are numbers or booleans. */
    private static JsonNode resolved(String path, JsonNode node, DeclaredSettings settings, Set<String> typed) {
        if (node.isTextual() && node.asText().contains("{{")) {
            String value = settings.resolve(node.asText());
            return typed.contains(path) ? scalar(value) : TextNode.valueOf(value);
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                list.add(resolved(path + "/" + i, node.get(i), settings, typed));
            }
            return list;
        }
        if (node.isObject()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            for (String name : names(node)) {
                map.set(name, resolved(path + "/" + name, node.get(name), settings, typed));
            }
            return map;
        }
        return node;
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode scalar(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException expected) {
            return TextNode.valueOf(text);
        }
    }
}
