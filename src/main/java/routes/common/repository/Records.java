package routes.common.repository;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.common.security.Sealed;

/**
 * Records as trees of their fields, under the names that the API and the store share. Instants and sealed secrets stay what they
 * are in a tree: written as JSON a secret is {@code ***}, and only the store sees its text.
 *
 * <p>A field that is missing has the value that {@code @JsonProperty(defaultValue)} names; a text, list or map without one is
 * empty unless it is {@link Nullable}.
 */
public final class Records {
    private static final ObjectMapper MAPPER = mapper();
    private static final Pattern LITERAL = Pattern.compile("true|false|-?\\d+");
    private static final Map<Class<?>, ObjectNode> USUAL = new ConcurrentHashMap<>();

    private Records() {}

    /** A tree of its own, which may be changed. */
    public static ObjectNode tree(Object one) {
        return one instanceof ObjectNode node ? node.deepCopy() : MAPPER.valueToTree(one);
    }

    /**
     * The record of a tree.
     *
     * @param zone of times that name none
     * @throws com.fasterxml.jackson.databind.JsonMappingException with the path of what cannot be used
     */
    public static <T> T read(ObjectNode tree, Class<T> type, ZoneId zone) throws IOException {
        if (type == ObjectNode.class) {
            return type.cast(tree);
        }
        ObjectNode complete = tree.deepCopy();
        USUAL.computeIfAbsent(type, Records::usual).properties().forEach(field -> {
            if (!complete.hasNonNull(field.getKey())) {
                complete.set(field.getKey(), field.getValue());
            }
        });
        // a parser of the mapper: one of the reader cannot lay values that have no JSON form aside
        return MAPPER.readerFor(type).with(TimeZone.getTimeZone(zone)).readValue(MAPPER.treeAsTokens(complete));
    }

    private static ObjectNode usual(Class<?> type) {
        ObjectNode usual = JsonNodeFactory.instance.objectNode();
        var description = MAPPER.getDeserializationConfig().introspect(MAPPER.constructType(type));
        for (BeanPropertyDefinition property : description.findProperties()) {
            String value = property.getMetadata().getDefaultValue();
            if (value != null) {
                usual.set(property.getName(), literal(value));
            }
            AnnotatedMember member = property.getPrimaryMember();
            if (member != null && member.hasAnnotation(JsonUnwrapped.class)) {
                usual.setAll(usual(member.getRawType()));
            }
        }
        return usual;
    }

    private static JsonNode literal(String value) {
        if (!LITERAL.matcher(value).matches()) {
            return JsonNodeFactory.instance.textNode(value);
        }
        return Character.isLetter(value.charAt(0))
                ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value))
                : JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
    }

    private static ObjectMapper mapper() {
        SimpleModule asTheyAre = new SimpleModule("records")
                .addSerializer(Instant.class, new AsItIs<>(Instant.class))
                .addSerializer(Sealed.class, new AsItIs<>(Sealed.class))
                .addSerializer(Link.class, new AsItIs<>(Link.class))
                .addDeserializer(Sealed.class, new SealedReader());
        ObjectMapper mapper = Json.mapper()
                .copy()
                .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .registerModule(asTheyAre);
        AnnotationIntrospector usual = mapper.getDeserializationConfig().getAnnotationIntrospector();
        return mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(new Declared(), usual));
    }

    private static final class AsItIs<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        AsItIs(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeEmbeddedObject(value);
        }
    }

    private static final class SealedReader extends StdScalarDeserializer<Sealed> {
        private static final long serialVersionUID = 1L;

        SealedReader() {
            super(Sealed.class);
        }

        @Override
        public @Nullable Sealed deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
                    && in.getEmbeddedObject() instanceof Sealed sealed) {
                return sealed;
            }
            return in.currentToken() == JsonToken.VALUE_STRING
                    ? new Sealed(in.getText())
                    : (Sealed) context.handleUnexpectedToken(Sealed.class, in);
        }
    }
}
