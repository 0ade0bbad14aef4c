package routes.datasource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import routes.common.json.Json;

/**
 * What came back.
 *
 * @param headers by lower-case name
 * @param at when it came
 */
public record PlatformAnswer(int status, Map<String, String> headers, byte[] body, Instant at) {
    private static final int LONGEST_WAIT_SECONDS = 3600;

    public PlatformAnswer {
        headers = Map.copyOf(headers);
    }

    /**
     * The body as JSON.
     *
     * @throws PlatformFailure by the status when it is none: a proxy's page is no answer to the call
     */
    public JsonNode json() {
        try {
            JsonNode tree = Json.mapper().readTree(body);
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
        } catch (JsonProcessingException expected) {
            requireOk();
            throw new PlatformFailure.Unavailable("the platform answered something that is not JSON", null);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        requireOk();
        throw new PlatformFailure.Unavailable("the platform answered nothing", null);
    }

    /** Throws the failure that the status means; readers that know better by the body check that first. */
    public void requireOk() {
        if (status < 200 || status > 299) {
            throw failure("http_" + status, "the platform answered with status " + status);
        }
    }

    /** The failure that the status means, with the text of the body. */
    public PlatformFailure failure(String code, String text) {
        if (status == 429) {
            return new PlatformFailure.Throttled(code, text, retryAt().orElse(null));
        }
        if (status == 401 || status == 403) {
            return new PlatformFailure.Unauthorized(code, text);
        }
        boolean theirs = status < 400 || status >= 500 || status == 408;
        return theirs ? new PlatformFailure.Unavailable(text, code) : new PlatformFailure.BadRequest(code, text);
    }

    /** When the platform wants the call again, by {@code Retry-After} in seconds. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(headers.get("retry-after"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(text)))
                .map(seconds -> at.plus(Duration.ofSeconds(seconds)));
    }
}
