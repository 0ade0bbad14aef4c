package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of a post before it is kept: fields by their names, and tokens within texts by their form. */
final class Masked {
    static final String HIDDEN = "***";

    private static final Pattern NAMES = Pattern.compile("(?i).*(password|passwd|pwd|secret|token|api[_-]?key|apikey"
            + "|routing[_-]?key|service[_-]?key|private[_-]?key|access[_-]?key|authorization|credential|cookie"
            + "|signature|session[_-]?id).*");
    private static final Pattern TEXTS = Pattern.compile("(?i)(bearer\\s+|basic\\s+)[\\w.~+/=-]{8,}"
            + "|((?:access_token|token|api_?key|secret|password|sig|sign|key)=)[^\\s&\"'<>]+"
            + "|(://)[^/\\s:@]+:[^/\\s@]+(?=@)"
            + "|\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"
            + "|\\b(?:xox[a-z]-|whsec_|gh[pousr]_|AKIA)[\\w+/=-]{8,}");

    private Masked() {}

    static JsonNode of(JsonNode post) {
        if (post instanceof ObjectNode object) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field -> masked.set(
                            field.getKey(),
                            hidden(field.getKey(), field.getValue())
                                    ? TextNode.valueOf(HIDDEN)
                                    : of(field.getValue())));
            return masked;
        }
        if (post instanceof ArrayNode list) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> masked.add(of(item)));
            return masked;
        }
        return post.isTextual() ? TextNode.valueOf(text(post.textValue())) : post;
    }

    private static boolean hidden(String name, JsonNode value) {
        return value.isValueNode()
                && !value.isNull()
                && !value.isBoolean()
                && NAMES.matcher(name).matches();
    }

    private static String text(String text) {
        return TEXTS.matcher(text).replaceAll(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    return Matcher.quoteReplacement(found.group(group) + HIDDEN);
                }
            }
            return HIDDEN;
        });
    }
}
