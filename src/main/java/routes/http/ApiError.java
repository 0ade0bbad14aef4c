package routes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * The one shape of an error: the envelope with a code other than 0, a stable name, the field and the request id. Clients of VeAIOps
 * read {@code detail}, which holds the envelope once more.
 */
public record ApiError(
        int code,
        String message,
        @JsonInclude @Nullable Object data,
        String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String field,
        @JsonProperty("request_id") String requestId) {

    /** The envelope of an error as VeAIOps nests it. */
    public record Detail(int code, String message, @JsonInclude @Nullable Object data) {}

    @JsonProperty("detail")
    public Detail detail() {
        return new Detail(code, message, data);
    }

    public static ApiError of(RefusedRequest refused, String requestId) {
        return new ApiError(
                1,
                String.valueOf(refused.getMessage()),
                null,
                refused.code().wireName(),
                refused.field().orElse(null),
                requestId);
    }

    public static ApiError of(ErrorCode code, String message, String requestId) {
        return new ApiError(1, message, null, code.wireName(), null, requestId);
    }
}
