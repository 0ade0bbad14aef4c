package routes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body an {@link Envelope}, or bytes of {@code contentType}
 * @param headers further headers of the answer
 */
public record ApiAnswer(int status, String contentType, Object body, Map<String, String> headers) {
    public static final String JSON = "application/json";

    public ApiAnswer(int status, String contentType, Object body) {
        this(status, contentType, body, Map.of());
    }

    private static final String SUCCESS = "success";

    /** VeAIOps' envelope; limit, skip and total are for lists, rejected is for posts that were used in part. */
    public record Envelope(
            int code,
            String message,
            @Nullable Object data,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer limit,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer skip,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RejectedItem> rejected) {}

    public static ApiAnswer ok(@Nullable Object data) {
        return enveloped(200, data, List.of());
    }

    /** @param said what was done, for people */
    public static ApiAnswer done(String said, Object data) {
        return new ApiAnswer(200, JSON, new Envelope(0, said, data, null, null, null, List.of()));
    }

    public static ApiAnswer created(Object data) {
        return enveloped(201, data, List.of());
    }

    public static ApiAnswer list(List<?> data, Page page, long total) {
        return new ApiAnswer(200, JSON, new Envelope(0, SUCCESS, data, page.limit(), page.skip(), total, List.of()));
    }

    /** @param rejected the items of the request that could not be used */
    public static ApiAnswer partly(int status, @Nullable Object data, List<RejectedItem> rejected) {
        return enveloped(status, data, rejected);
    }

    /** An answer without envelope, such as a document or a probe's text. */
    public static ApiAnswer plain(String contentType, byte[] body) {
        return new ApiAnswer(200, contentType, body);
    }

    private static ApiAnswer enveloped(int status, @Nullable Object data, List<RejectedItem> rejected) {
        return new ApiAnswer(status, JSON, new Envelope(0, SUCCESS, data, null, null, null, rejected));
    }
}
