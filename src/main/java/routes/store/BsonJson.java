package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.mongodb.DBRef;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocumentWrapper;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Encoder;
import org.bson.codecs.EncoderContext;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Link;
import routes.common.security.Sealed;

/**
 * JSON trees to BSON values and back. MongoDB gives {@code .} and a leading {@code $} in a field name a meaning of their
 * own; they are kept as their full-width twins and come back as they were.
 */
final class BsonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Encoder<JsonNode> TREE = new Encoder<>() {
        @Override
        public void encode(BsonWriter writer, JsonNode tree, EncoderContext context) {
            write(writer, tree);
        }

        @Override
        public Class<JsonNode> getEncoderClass() {
            return JsonNode.class;
        }
    };

    private BsonJson() {}

    static @Nullable Object toBson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> toDocument(node);
            case ARRAY -> toList(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> toNumber(node);
            case POJO -> stored(((POJONode) node).getPojo());
            case BINARY, MISSING, NULL -> null;
        };
    }

    /**
     * The same as {@link #toBson}, for what is only written: an object goes from its tree to the bytes of the store, and no map is made
     * of it on the way.
     */
    static @Nullable Object written(JsonNode node) {
        return node.isObject() ? new BsonDocumentWrapper<>(node, TREE) : toBson(node);
    }

    private static void write(BsonWriter writer, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(writer, node);
            case ARRAY -> {
                writer.writeStartArray();
                node.forEach(child -> write(writer, child));
                writer.writeEndArray();
            }
            case STRING -> writer.writeString(node.textValue());
            case BOOLEAN -> writer.writeBoolean(node.booleanValue());
            case NUMBER -> writeNumber(writer, toNumber(node));
            case BINARY, MISSING, NULL -> writer.writeNull();
            case POJO -> throw new IllegalArgumentException("a body holds JSON alone");
        }
    }

    private static void writeObject(BsonWriter writer, JsonNode node) {
        writer.writeStartDocument();
        for (Map.Entry<String, JsonNode> field : fields(node)) {
            writer.writeName(field.getKey());
            write(writer, field.getValue());
        }
        writer.writeEndDocument();
    }

    /** Under the names that are stored; of two fields that get the same one, the later one counts. */
    private static Set<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        Set<Map.Entry<String, JsonNode>> fields = node.properties();
        for (Map.Entry<String, JsonNode> field : fields) {
            if (!storedName(field.getKey()).equals(field.getKey())) {
                Map<String, JsonNode> renamed = new LinkedHashMap<>();
                fields.forEach(one -> renamed.put(storedName(one.getKey()), one.getValue()));
                return renamed.entrySet();
            }
        }
        return fields;
    }

    private static void writeNumber(BsonWriter writer, Object number) {
        if (number instanceof Integer small) {
            writer.writeInt32(small);
        } else if (number instanceof Long big) {
            writer.writeInt64(big);
        } else if (number instanceof Double real) {
            writer.writeDouble(real);
        } else {
            writer.writeString(number.toString());
        }
    }

    static JsonNode toJson(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            map.forEach((name, child) -> node.set(shownName(String.valueOf(name)), toJson(child)));
            return node;
        }
        if (value instanceof List<?> list) {
            ArrayNode node = NODES.arrayNode();
            list.forEach(child -> node.add(toJson(child)));
            return node;
        }
        return scalar(value);
    }

    private static JsonNode scalar(@Nullable Object value) {
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof ObjectId id) {
            return NODES.textNode(id.toHexString());
        }
        if (value instanceof Date date) {
            return NODES.pojoNode(date.toInstant());
        }
        if (value instanceof DBRef link) {
            return NODES.objectNode().put("id", link.getId().toString()).put("collection", link.getCollectionName());
        }
        return MAPPER.valueToTree(value);
    }

    /** What a record holds that JSON has no form for. */
    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof Link link) {
            return new DBRef(link.collection(), new ObjectId(link.id()));
        }
        return value instanceof Sealed sealed ? sealed.stored() : value instanceof ObjectId ? value : null;
    }

    static Document toDocument(JsonNode node) {
        Document document = new Document();
        node.properties().forEach(entry -> document.put(storedName(entry.getKey()), toBson(entry.getValue())));
        return document;
    }

    private static List<Object> toList(JsonNode node) {
        List<Object> values = new ArrayList<>(node.size());
        node.forEach(child -> values.add(toBson(child)));
        return values;
    }

    private static Object toNumber(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        if (node.isLong()) {
            return node.longValue();
        }
        if (node.isBigInteger()) {
            BigInteger big = node.bigIntegerValue();
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big.toString();
        }
        return node.doubleValue();
    }

    private static String storedName(String name) {
        String stored = name.replace('.', '\uFF0E').replace('\0', '\uFFFD');
        return stored.startsWith("$") ? '\uFF04' + stored.substring(1) : stored;
    }

    private static String shownName(String name) {
        String shown = name.replace('\uFF0E', '.');
        return shown.startsWith("\uFF04") ? '$' + shown.substring(1) : shown;
    }
}
