package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.alarm.BoundedJson;
import routes.channel.chat.Mention;

/**
 * The people that a content names by keys such as {@code @_user_1}, and the content with their names in place of the keys.
 * A key counts as a whole: {@code @_user_1} is no part of {@code @_user_10}; a name is text, whatever it holds.
 */
final class LarkNames {
    private static final Pattern KEY = Pattern.compile("@_(?:user_\\d+|all)");
    private static final String ALL = "@_all";

    private final Map<String, String> names = new HashMap<>();
    private final List<Mention> mentions = new ArrayList<>();

    /** @param list Lark's {@code mentions}: an id is an object in events and a text in what get-message gives */
    LarkNames(JsonNode list) {
        for (JsonNode one : list) {
            String name = one.path("name").asText();
            JsonNode id = one.path("id");
            String openId = id.isTextual() ? id.textValue() : id.path("open_id").asText();
            names.put(one.path("key").asText(), name);
            mentions.add(new Mention(openId.isEmpty() ? null : openId, name));
        }
    }

    List<Mention> mentions() {
        return mentions;
    }

    boolean name(String openId) {
        return mentions.stream().anyMatch(one -> openId.equals(one.id()));
    }

    /** The content, which is JSON as text or plain text. */
    String in(String content) {
        JsonNode json = BoundedJson.embedded(content);
        return json.isContainerNode() ? replaced(json).toString() : replaced(content);
    }

    private JsonNode replaced(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(replaced(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), replaced(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(replaced(item)));
            return copy;
        }
        return node;
    }

    private String replaced(String text) {
        return KEY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(nameOf(found.group())));
    }

    private String nameOf(String key) {
        String name = names.get(key);
        if (name == null) {
            return key.equals(ALL) ? "@all" : key;
        }
        return "@" + name;
    }
}
