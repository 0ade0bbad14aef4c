package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.stream.Stream;
import routes.common.error.RefusedRequest;

/** Checks the config of a data source against what its type declares. */
public final class ConfigCheck {
    private static final String TIMEZONE = "timezone";

    private ConfigCheck() {}

    /**
     * The config as it is stored: declared fields only, presets filled in.
     *
     * @throws RefusedRequest naming the field and its limit
     */
    public static ObjectNode checked(DataSource type, JsonNode given) {
        if (!given.isObject()) {
            throw RefusedRequest.invalid("body", "the body must be a JSON object");
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        Stream.concat(ConfigField.common().stream(), type.configFields().stream())
                .forEach(field -> put(config, field, given.path(field.name())));
        zone(config);
        type.checkConfig(config);
        return config;
    }

    private static void put(ObjectNode config, ConfigField field, JsonNode value) {
        if (isAbsent(value)) {
            if (field.required()) {
                throw RefusedRequest.invalid(field.name(), field.name() + " is required: " + field.meaning());
            }
            if (field.preset() != null) {
                config.set(field.name(), field.preset());
            }
            return;
        }
        switch (field.kind()) {
            case TEXT -> text(field.name(), value, field.most());
            case NUMBER -> number(field, value);
            case TEXTS -> texts(field, value);
            case MAPS -> maps(field, value);
        }
        config.set(field.name(), value);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank()
                || value.isArray() && value.isEmpty();
    }

    private static void text(String path, JsonNode value, int longest) {
        if (!value.isTextual()) {
            throw RefusedRequest.invalid(path, path + " must be a text");
        }
        if (value.textValue().length() > longest) {
            throw RefusedRequest.invalid(path, path + " must have at most " + longest + " characters");
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw RefusedRequest.invalid(path, path + " must not hold control characters");
        }
    }

    private static void number(ConfigField field, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw RefusedRequest.invalid(field.name(), field.name() + " must be a whole number from 0 on");
        }
        if (value.intValue() > field.most()) {
            throw RefusedRequest.invalid(field.name(), field.name() + " must be at most " + field.most());
        }
    }

    private static void texts(ConfigField field, JsonNode value) {
        list(field, value);
        for (int index = 0; index < value.size(); index++) {
            text(field.name() + "[" + index + "]", value.get(index), 1024);
        }
    }

    private static void maps(ConfigField field, JsonNode value) {
        list(field, value);
        for (int index = 0; index < value.size(); index++) {
            String path = field.name() + "[" + index + "]";
            JsonNode element = value.get(index);
            if (!element.isObject() || element.isEmpty()) {
                throw RefusedRequest.invalid(path, path + " must be an object of texts that is not empty");
            }
            element.properties().forEach(entry -> text(path + "." + entry.getKey(), entry.getValue(), 1024));
        }
    }

    private static void list(ConfigField field, JsonNode value) {
        if (!value.isArray()) {
            throw RefusedRequest.invalid(field.name(), field.name() + " must be a list");
        }
        if (value.size() > field.most()) {
            throw RefusedRequest.invalid(
                    field.name(), field.name() + " must have at most " + field.most() + " elements");
        }
    }

    private static void zone(ObjectNode config) {
        try {
            if (config.has(TIMEZONE)) {
                ZoneId.of(config.get(TIMEZONE).textValue());
            }
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid(TIMEZONE, TIMEZONE + " must be a time zone such as Asia/Shanghai or UTC");
        }
    }
}
