package routes.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.common.json.Utf8;
import routes.notice.ShownTarget;

/**
 * A call as the next step of a sending route would make it, for people to see: secrets are masked.
 *
 * @param bytes length of the body before anything of it is masked
 * @param body text; base64 of a body that is none
 * @param encoding {@code base64}; null for text
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreparedCall(
        String method, String url, Map<String, String> headers, int bytes, String body, @Nullable String encoding) {
    private static final String CAMEL = "Camel";

    public PreparedCall {
        headers = Map.copyOf(headers);
    }

    /**
     * @param baseUrl of the endpoint, for a call that names a path only
     * @param mask takes out of a text what no person may see
     */
    static PreparedCall of(Message message, String baseUrl, UnaryOperator<String> mask) {
        Map<String, String> headers = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith(CAMEL) && value != null) {
                headers.put(name, mask.apply(value.toString()));
            }
        });
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        Optional<String> text = Utf8.text(body);
        return new PreparedCall(
                Objects.requireNonNullElse(message.getHeader(Exchange.HTTP_METHOD, String.class), "POST"),
                mask.apply(address(message, baseUrl)),
                headers,
                body.length,
                text.map(mask).orElseGet(() -> Base64.getEncoder().encodeToString(body)),
                text.isPresent() ? null : "base64");
    }

    /** A whole URL is one that a user set, and may hold a secret anywhere. */
    private static String address(Message message, String baseUrl) {
        String whole = message.getHeader(Exchange.HTTP_URI, String.class);
        if (whole != null) {
            return ShownTarget.of(whole);
        }
        String path = Objects.requireNonNullElse(message.getHeader(Exchange.HTTP_PATH, String.class), "");
        String query = message.getHeader(Exchange.HTTP_QUERY, String.class);
        return baseUrl + path + (query == null ? "" : "?" + query);
    }
}
