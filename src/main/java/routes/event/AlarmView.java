package routes.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was received and what became of it, as the trace shows it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlarmView(
        @JsonProperty("_id") String id,
        @Nullable String outcome,
        @Nullable String source,
        @Nullable String status,
        @Nullable String level,
        @Nullable String title,
        @Nullable String fingerprint,
        @Nullable String retryId,
        @Nullable String sourceEventId,
        @Nullable Instant startedAt,
        @Nullable Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable Instant receivedAt,
        @Nullable String position,
        JsonNode raw) {}
