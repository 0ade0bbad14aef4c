package routes.steps.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Intake;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedState;
import routes.common.error.RefusedRequest;

/** A body that an endpoint could not use, or an item of one, and why. */
public record RefusedBody(Intake intake, RefusedRequest reason) {

    /**
     * What is kept on {@code veaiops.alarms.rejected}: the body as the endpoint hands it over, no header, no token.
     *
     * @param longest bytes of the body that fit a record; of a longer one the beginning is kept
     */
    Kept kept(int longest) {
        byte[] body = intake.body();
        byte[] head = head(longest);
        return new Kept(
                intake.source(),
                intake.receivedAt(),
                intake.contentType(),
                Base64.getEncoder().encodeToString(head),
                head.length < body.length ? body.length : null,
                intake.only().isPresent() ? intake.only().getAsInt() : null,
                intake.retryId(),
                reason.code().wireName(),
                reason.field().orElse(null),
                reason.getMessage());
    }

    /** As it is stored without the log: the same row as through the log. */
    RejectedBody rejected(String id, int longest) {
        return kept(longest).rejected(id, head(longest), intake.receivedAt());
    }

    private byte[] head(int longest) {
        byte[] body = intake.body();
        return body.length > longest ? Arrays.copyOf(body, longest) : body;
    }

    /**
     * The record's value.
     *
     * @param body Base64 of the bytes as received, cut down to the item where it is one of several
     * @param size bytes as received, when only the beginning of them is kept
     * @param item the position of the item in the post; null for a post as a whole
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            String source,
            Instant receivedAt,
            String contentType,
            String body,
            @Nullable Integer size,
            @Nullable Integer item,
            @Nullable String retryId,
            String error,
            @Nullable String field,
            String message) {

        /** As it is stored. @param decoded the bytes of {@code body} */
        RejectedBody rejected(String id, byte[] decoded, Instant now) {
            return new RejectedBody(
                    id,
                    source,
                    receivedAt,
                    contentType,
                    RejectedBody.bounded(decoded),
                    size == null ? decoded.length : size,
                    item,
                    retryId,
                    error,
                    field,
                    message,
                    RejectedState.REJECTED,
                    List.of(),
                    now,
                    null,
                    receivedAt,
                    1);
        }

        /** Whether every value is there: JSON leaves out what it likes. */
        boolean complete() {
            return Stream.of(source, receivedAt, contentType, body, error, message)
                    .allMatch(Objects::nonNull);
        }
    }
}
