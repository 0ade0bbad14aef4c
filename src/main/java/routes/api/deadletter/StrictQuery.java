package routes.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;
import routes.http.QueryValues;

/** What a request about dead letters asks for. */
final class StrictQuery {
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

    /**
     * Either {@code filter} or {@code all: true}.
     *
     * @return empty for all
     */
    static Optional<JsonNode> filter(JsonNode body) {
        boolean all = body.path("all").asBoolean();
        if (all == body.hasNonNull("filter")) {
            throw RefusedRequest.invalid("filter", "give either a filter or \"all\": true");
        }
        return all ? Optional.empty() : Optional.of(body.path("filter"));
    }

    static @Nullable String text(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.path(name).textValue() : null;
    }

    static @Nullable Instant instant(JsonNode object, String name, ZoneId zone) {
        String text = text(object, name);
        return text == null ? null : QueryValues.instant(name, text, zone);
    }
}
