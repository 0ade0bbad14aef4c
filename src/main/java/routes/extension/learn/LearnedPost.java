package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.extension.source.BodyKind;
import routes.http.ApiRequest;

/**
 * A post of a source that is being learned, without secrets.
 *
 * @param query parameters of the address that are no secret
 * @param headers those of the sender's own, by the names that they have in a mapping file
 * @param body as programs see a body of its kind
 */
record LearnedPost(BodyKind kind, ObjectNode query, ObjectNode headers, JsonNode body) {
    /** What clients, proxies and this application put into any request. */
    private static final String USUAL_HEADERS =
            "(accept.*|http2-settings|connection|content-.*|date|expect|from|host|keep-alive|origin|pragma"
                    + "|cache-control|referer|te|traceparent|tracestate|transfer-encoding|upgrade.*|user-agent|via|sec-.*"
                    + "|x-forwarded.*|x-real-ip|x-request-id|x-amzn-trace-id|cf-.*|forwarded|b3|x-b3-.*)";

    private static final String FIELD_OF_KIND = "kind";

    /** @throws RefusedRequest when nothing can be learned from it, with the reason */
    static LearnedPost of(ApiRequest request) {
        BodyKind kind = kind(request);
        JsonNode body = Masked.of(kind.tree(request));
        boolean empty = body.isContainerNode() ? body.isEmpty() : body.asText().isBlank();
        if (empty || kind == BodyKind.JSON && !body.isContainerNode()) {
            throw RefusedRequest.of(
                    ErrorCode.BAD_REQUEST,
                    "a post to learn from is a JSON object or list, a form, XML, a text, or parameters of the address, not empty");
        }
        return new LearnedPost(kind, kind == BodyKind.QUERY ? none() : query(request), headers(request), body);
    }

    /** By its media type; a body of another type by how it begins. */
    private static BodyKind kind(ApiRequest request) {
        String type = request.contentType().split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (request.body().length == 0) {
            return BodyKind.QUERY;
        }
        for (BodyKind kind : Set.of(BodyKind.XML, BodyKind.MAIL, BodyKind.FORM)) {
            if (kind.consumes().contains(type)) {
                return kind == BodyKind.FORM && isJson(request) ? BodyKind.JSON : kind;
            }
        }
        if (type.endsWith("+xml") || !isJson(request) && begins(request, '<')) {
            return BodyKind.XML;
        }
        return type.endsWith("json") || isJson(request) ? BodyKind.JSON : BodyKind.TEXT;
    }

    private static boolean isJson(ApiRequest request) {
        if (!begins(request, '{') && !begins(request, '[')) {
            return false;
        }
        try {
            return BodyKind.JSON.tree(request).isContainerNode();
        } catch (RefusedRequest e) {
            return false;
        }
    }

    private static boolean begins(ApiRequest request, char first) {
        for (byte next : request.body()) {
            if (!Character.isWhitespace(next)) {
                return next == first;
            }
        }
        return false;
    }

    private static ObjectNode query(ApiRequest request) {
        ObjectNode query = none();
        request.query().forEach((name, values) -> query.put(name, values.get(0)));
        return shown(query);
    }

    private static ObjectNode headers(ApiRequest request) {
        ObjectNode headers = none();
        request.headers().forEach((name, value) -> {
            if (!name.toLowerCase(Locale.ROOT).matches(USUAL_HEADERS)) {
                headers.put(capitals(name), value);
            }
        });
        return shown(headers);
    }

    /** Without what is secret: that is no fact about an alarm. */
    private static ObjectNode shown(ObjectNode values) {
        ObjectNode shown = none();
        Masked.of(values).properties().forEach(field -> {
            if (!field.getValue().asText().contains(Masked.HIDDEN)) {
                shown.set(field.getKey(), field.getValue());
            }
        });
        return shown;
    }

    private static String capitals(String name) {
        StringBuilder made = new StringBuilder();
        for (String part : name.split("-")) {
            made.append(made.isEmpty() ? "" : "-")
                    .append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(part.isEmpty() ? "" : part.substring(1));
        }
        return made.toString();
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    static LearnedPost ofJson(JsonNode body) {
        return new LearnedPost(BodyKind.JSON, none(), none(), Masked.of(body));
    }

    /** As it is kept. */
    String text() {
        return Json.mapper()
                .valueToTree(Map.of(FIELD_OF_KIND, kind.name(), "query", query, "headers", headers, "body", body))
                .toString();
    }

    /** What was kept. */
    static LearnedPost read(String text) {
        try {
            JsonNode kept = Json.mapper().readTree(text);
            return new LearnedPost(
                    BodyKind.valueOf(kept.path(FIELD_OF_KIND).asText()),
                    (ObjectNode) kept.path("query"),
                    (ObjectNode) kept.path("headers"),
                    kept.path("body"));
        } catch (IOException e) {
            throw new IllegalStateException("a kept post is JSON", e);
        }
    }
}
