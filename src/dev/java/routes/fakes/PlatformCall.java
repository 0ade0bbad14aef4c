package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.common.json.Json;

/**
 * One request as a fake platform received it.
 *
 * @param query as it came, still encoded; empty when there was none
 * @param headers names in lower case, the first value of each
 */
public record PlatformCall(
        String method, String path, String query, Map<String, String> headers, byte[] body, Instant at) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A parameter of the query, decoded. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name));
    }

    public Map<String, String> parameters() {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        });
        return values;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean holdsJson() {
        try {
            return Json.mapper().readTree(body).isObject();
        } catch (IOException expected) {
            return false;
        }
    }

    public JsonNode json() {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the body is no JSON: " + text(), e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
