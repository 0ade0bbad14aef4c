package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.ApiRequest;

/**
 * What of a request the mapping sees. Usually the body alone; a source that says something in its path, query or headers
 * names it, and then the mapping sees {@code {"path", "parameters", "query", "headers", "body"}}. That is also what is
 * kept of a refused post, so that it can be tried again.
 *
 * @param body how the body is read
 * @param parts each puts its part into the view; none means the body alone
 * @param secrets names of query parameters that hold tokens: a body that is the query is without them
 */
public record RequestView(BodyKind body, List<Part> parts, Set<String> secrets) {
    public RequestView {
        parts = List.copyOf(parts);
        secrets = Set.copyOf(secrets);
    }

    /** One thing that the mapping sees beside the body, in the words of the mapping file. */
    public record Part(String words, BiConsumer<ApiRequest, ObjectNode> put) {
        /** @throws IllegalArgumentException naming the grammar */
        public static Part of(String words) {
            String[] parts = words.strip().split("\\s+");
            if (parts.length == 1 && parts[0].equals("path")) {
                return new Part(words, RequestView::putPath);
            }
            if (parts.length == 2 && parts[0].equals("query")) {
                return new Part(words, (request, view) -> request.query(parts[1])
                        .ifPresent(value -> view.withObjectProperty("query").put(parts[1], value)));
            }
            if (parts.length == 2 && parts[0].equals("header")) {
                return new Part(words, (request, view) -> request.header(parts[1])
                        .ifPresent(value -> view.withObjectProperty("headers").put(parts[1], value)));
            }
            throw new IllegalArgumentException(
                    "\"" + words + "\" is no part of a request: \"path\", \"query <name>\" or \"header <name>\"");
        }
    }

    /** The field of the view that holds a part, such as {@code header X-Token}; empty when the view is without it. */
    Optional<String> named(String part) {
        return parts.stream()
                .map(Part::words)
                .map(words -> String.join(" ", words.strip().split("\\s+")))
                .filter(part::equalsIgnoreCase)
                .map(words -> words.substring(words.indexOf(' ') + 1))
                .findFirst();
    }

    /** Whether the mapping sees the body alone. */
    boolean bodyAlone() {
        return parts.isEmpty();
    }

    /**
     * The JSON that the mapping reads.
     *
     * @throws RefusedRequest when the body is not what the source posts; JSON alone is left to who reads it
     */
    public byte[] of(ApiRequest request) {
        if (parts.isEmpty()) {
            return body == BodyKind.JSON ? request.body() : Json.bytes(parsed(request));
        }
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.putObject("query");
        view.putObject("headers");
        parts.forEach(part -> part.put().accept(request, view));
        view.set("body", parsed(request));
        return Json.bytes(view);
    }

    /** What another version of the mapping saw, as this one sees it: parts that were not seen are missing. */
    public byte[] ofSeen(byte[] seen) {
        boolean view = isView(seen);
        if (view != parts.isEmpty()) {
            return seen;
        }
        try {
            JsonNode value = Json.mapper().readTree(seen);
            return Json.bytes(
                    view ? value.path("body") : Map.of("query", Map.of(), "headers", Map.of(), "body", value));
        } catch (IOException noJson) {
            return seen;
        }
    }

    /** Whether a body is a view already: a sample in the form that the mapping sees. */
    public static boolean isView(byte[] body) {
        try {
            JsonNode value = Json.mapper().readTree(body);
            return value.has("body") && (value.has("headers") || value.has("query") || value.has("path"));
        } catch (IOException noJson) {
            return false;
        }
    }

    /** The body as the mapping sees it. What should be JSON and is none is text. */
    JsonNode parsed(ApiRequest request) {
        if (body == BodyKind.JSON) {
            return jsonOrText(request);
        }
        JsonNode tree = body.tree(request);
        if (body == BodyKind.QUERY && tree instanceof ObjectNode query) {
            query.remove(secrets);
        }
        return tree;
    }

    private static JsonNode jsonOrText(ApiRequest request) {
        try {
            return BodyKind.JSON.tree(request);
        } catch (RefusedRequest e) {
            return JsonNodeFactory.instance.textNode(new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    private static void putPath(ApiRequest request, ObjectNode view) {
        view.put("path", request.path());
        ObjectNode parameters = view.putObject("parameters");
        request.pathParameters().forEach(parameters::put);
    }
}
