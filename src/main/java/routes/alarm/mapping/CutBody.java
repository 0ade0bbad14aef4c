package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body with one of its items and without the others, as if the sender had posted that one alone. */
final class CutBody {
    private final JsonNode wanted;
    private final Set<JsonNode> others;
    private boolean found;

    private CutBody(JsonNode wanted, List<JsonNode> items) {
        this.wanted = wanted;
        this.others = Collections.newSetFromMap(new IdentityHashMap<>());
        others.addAll(items);
        others.remove(wanted);
    }

    /** Empty when the item is no part of the body itself, but was made by the mapping. */
    static Optional<JsonNode> to(JsonNode wanted, List<JsonNode> items, JsonNode body) {
        CutBody cut = new CutBody(wanted, items);
        JsonNode copy = cut.copy(body);
        return cut.found ? Optional.ofNullable(copy) : Optional.empty();
    }

    private @Nullable JsonNode copy(JsonNode node) {
        if (node == wanted) {
            found = true;
            return node;
        }
        if (others.contains(node)) {
            return null;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> Optional.ofNullable(copy(element)).ifPresent(copy::add));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            return copy(object);
        }
        return node;
    }

    private ObjectNode copy(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = copy(field.getValue());
            if (value != null) {
                copy.set(field.getKey(), value);
            }
        }
        return copy;
    }
}
