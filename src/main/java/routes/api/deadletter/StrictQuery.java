package routes.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;
import routes.http.QueryValues;

/**
 * What a request asks for, read strictly: a field that nobody knows is refused, because a filter that is misspelled would
 * take more than was meant.
 */
final class StrictQuery {
    private static final int LONGEST_TEXT = 2048;

    private StrictQuery() {}

    static @Nullable Instant instant(ApiRequest request, String name) {
        return request.instant(name).orElse(null);
    }

    static @Nullable String id(ApiRequest request, String name) {
        return request.query(name).map(text -> QueryValues.id(name, text)).orElse(null);
    }

    static <E extends Enum<E>> List<E> oneOfAll(ApiRequest request, String name, Class<E> type) {
        return request.queryAll(name).stream()
                .map(text -> QueryValues.oneOf(name, text, type))
                .toList();
    }

    /** The body as an object that has no other fields than these; an absent body is an empty object. */
    static JsonNode body(ApiRequest request, Set<String> known) {
        JsonNode body = request.json(JsonNode.class);
        if (!body.isObject()) {
            throw RefusedRequest.invalid("body", "the body must be a JSON object");
        }
        return known(body, "", known);
    }

    /**
     * Either {@code filter} with at least one field, or {@code all: true}.
     *
     * @return empty for all
     */
    static Optional<JsonNode> filter(JsonNode body, Set<String> known) {
        boolean all = flag(body, "all");
        JsonNode filter = body.path("filter");
        if (all == !filter.isMissingNode()) {
            throw RefusedRequest.invalid("filter", "give either a filter or \"all\": true");
        }
        if (all) {
            return Optional.empty();
        }
        if (!filter.isObject() || filter.isEmpty()) {
            throw RefusedRequest.invalid("filter", "filter must be an object with at least one field");
        }
        return Optional.of(known(filter, "filter.", known));
    }

    private static JsonNode known(JsonNode object, String prefix, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw RefusedRequest.invalid(prefix + name, prefix + name + " is not a field of this request");
            }
        });
        return object;
    }

    static boolean flag(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw RefusedRequest.invalid(name, name + " must be true or false");
        }
        return value.asBoolean(false);
    }

    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_TEXT) {
            throw RefusedRequest.invalid(name, name + " must be text of 1 to " + LONGEST_TEXT + " characters");
        }
        return value.textValue();
    }

    static @Nullable Instant instant(JsonNode object, String name, ZoneId zone) {
        String text = text(object, name);
        return text == null ? null : QueryValues.instant(name, text, zone);
    }

    static <E extends Enum<E>> @Nullable E oneOf(JsonNode object, String name, Class<E> type) {
        String text = text(object, name);
        return text == null ? null : QueryValues.oneOf(name, text, type);
    }

    static int integer(JsonNode object, String name, int otherwise) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.canConvertToInt() || value.isFloatingPointNumber()) {
            throw RefusedRequest.invalid(name, name + " must be a whole number");
        }
        return value.isMissingNode() ? otherwise : value.intValue();
    }
}
