package routes.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Intake;
import routes.error.RefusedRequest;

/** A body that a door could not use, and why. */
public record RefusedBody(Intake intake, RefusedRequest reason) {

    /** What is kept on {@code veaiops.alarms.rejected}: the body as it came, no header, no token. */
    Kept kept() {
        return new Kept(
                intake.source(),
                intake.receivedAt(),
                intake.contentType(),
                Base64.getEncoder().encodeToString(intake.body()),
                intake.retryId(),
                reason.code().wireName(),
                reason.field().orElse(null),
                reason.getMessage());
    }

    /**
     * The record's value.
     *
     * @param body Base64 of the bytes as received
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            String source,
            Instant receivedAt,
            String contentType,
            String body,
            @Nullable String retryId,
            String error,
            @Nullable String field,
            String message) {

        /** Whether every value is there: JSON leaves out what it likes. */
        boolean complete() {
            return Stream.of(source, receivedAt, contentType, body, error, message)
                    .allMatch(Objects::nonNull);
        }
    }
}
