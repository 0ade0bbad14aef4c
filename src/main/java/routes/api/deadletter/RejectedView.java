package routes.api.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.common.json.Utf8;

/**
 * A rejected body as people see it.
 *
 * @param lastSeen the same as {@code receivedAt}, by the name that goes with {@code firstSeen}
 * @param body the body when it is text in UTF-8; only for one body, not in lists
 * @param bodyBase64 the body when it is not
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record RejectedView(
        @JsonProperty("_id") String id,
        String source,
        RejectedState state,
        String error,
        @Nullable String field,
        String message,
        String contentType,
        int size,
        @Nullable Integer item,
        @Nullable String retryId,
        List<String> alarmIds,
        int count,
        Instant firstSeen,
        Instant lastSeen,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable String updatedUser,
        @Nullable String body,
        @JsonProperty("body_base64") @Nullable String bodyBase64) {

    static RejectedView of(RejectedBody rejected) {
        return view(rejected, null, null);
    }

    static RejectedView withBody(RejectedBody rejected) {
        byte[] body = rejected.body();
        if (body == null) {
            return of(rejected);
        }
        Optional<String> text = Utf8.text(body);
        return view(
                rejected,
                text.orElse(null),
                text.isPresent() ? null : Base64.getEncoder().encodeToString(body));
    }

    private static RejectedView view(RejectedBody rejected, @Nullable String text, @Nullable String base64) {
        return new RejectedView(
                rejected.id(),
                rejected.source(),
                rejected.state(),
                rejected.error(),
                rejected.field(),
                rejected.message(),
                rejected.contentType(),
                rejected.size(),
                rejected.item(),
                rejected.retryId(),
                rejected.alarmIds(),
                rejected.count(),
                rejected.firstSeen(),
                rejected.receivedAt(),
                rejected.receivedAt(),
                rejected.updatedAt(),
                rejected.updatedUser(),
                text,
                base64);
    }
}
