package routes.threshold.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.regex.Pattern;

/** Rules as text for people. Queries of URLs may hold tokens: they are never shown. */
public final class RuleText {
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"?]+)\\?[^\\s\"]*");
    private static final int CONTEXT = 2;
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private RuleText() {}

    /** A unified diff from what is there to what is wanted; empty when nothing changes. */
    public static String diff(PlannedRule rule) {
        JsonNode before = rule.exists() ? rule.existing().content() : JsonNodeFactory.instance.objectNode();
        JsonNode after = rule.isWanted() ? rule.desired().content() : JsonNodeFactory.instance.objectNode();
        if (rule.action() == RuleAction.KEEP) {
            return "";
        }
        if (rule.reason() == RuleReason.SWITCHED_ON_BY_US) {
            return diff(rule.name(), List.of("enabled: true"), List.of("enabled: false"));
        }
        return diff(rule.name(), lines(before), lines(after));
    }

    static String diff(String name, List<String> before, List<String> after) {
        return String.join(
                "\n", UnifiedDiffUtils.generateUnifiedDiff(name, name, before, DiffUtils.diff(before, after), CONTEXT));
    }

    /** The content without the queries of URLs. */
    public static JsonNode withoutSecrets(JsonNode content) {
        if (content instanceof TextNode text) {
            return TextNode.valueOf(masked(text.textValue()));
        }
        if (content instanceof ObjectNode object) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> masked.set(entry.getKey(), withoutSecrets(entry.getValue())));
            return masked;
        }
        if (content.isArray()) {
            var masked = JsonNodeFactory.instance.arrayNode();
            content.forEach(element -> masked.add(withoutSecrets(element)));
            return masked;
        }
        return content;
    }

    static String masked(String text) {
        return QUERY.matcher(text).replaceAll("$1?***");
    }

    static List<String> lines(JsonNode content) {
        if (content.isEmpty()) {
            return List.of();
        }
        try {
            Object sorted = PRETTY.treeToValue(withoutSecrets(content), Object.class);
            return List.of(PRETTY.writeValueAsString(sorted).split("\\R"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
