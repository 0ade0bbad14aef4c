package routes.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored notice as the trace shows it.
 *
 * @param kind what it says, see {@link NoticeKind}
 * @param carriedBy the group or digest that it travels or travelled in
 * @param carries how many notices it carries, when it is one
 * @param causes which subscriptions wanted it when it was made, and why; empty for notices of before
 * @param replays each with its id, time, who started it, and how many attempts were made before it
 * @param attempts each with its time, outcome and the target's answer, oldest first
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoticeView(
        @JsonProperty("_id") String id,
        @Nullable String eventId,
        @Nullable String eventLevel,
        @Nullable Long revision,
        @Nullable String transition,
        @Nullable String kind,
        @Nullable String carriedBy,
        @Nullable Integer carries,
        String noticeChannel,
        String target,
        @Nullable String subscriptionId,
        @Nullable String subscriptionName,
        @Nullable String state,
        @Nullable String reason,
        int status,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Cause> causes,
        List<Map<String, Object>> attempts,
        List<Map<String, Object>> replays,
        @Nullable Instant nextAttemptAt,
        List<String> outMessageIds,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {}
