package routes.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;

/**
 * A stored event as the API shows it: VeAIOps' fields, then ours. Events that VeAIOps
 * wrote lack ours.
 *
 * @param channelMsg kept for clients of VeAIOps; messages are rendered at delivery now
 * @param history its transitions, newest last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EventView(
        @JsonProperty("_id") String id,
        String agentType,
        @Nullable Level eventLevel,
        List<String> region,
        List<String> project,
        List<String> product,
        List<String> customer,
        JsonNode rawData,
        @Nullable String datasourceType,
        @JsonInclude @Nullable Object channelMsg,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        int status,
        @Nullable String showStatus,
        @JsonUnwrapped @Nullable Own own,
        @JsonInclude(Include.NON_EMPTY) List<String> noticeIds,
        @JsonInclude(Include.NON_EMPTY) List<Move> history) {

    /** What VeAIOps does not know. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    public record Own(
            String source,
            String title,
            String summary,
            Map<String, String> labels,
            String fingerprint,
            EventState state,
            long count,
            long revision,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen,
            @Nullable Instant resolvedAt,
            @Nullable Instant startedAt,
            @Nullable Instant expiresAt,
            @Nullable Level worstLevel,
            @Nullable String previousId,
            Disposition disposition,
            String position,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy) {

        private PublishedEvent published(EventView view, Move latest) {
            return new PublishedEvent(
                    view.id,
                    latest.transition(),
                    latest.revision(),
                    state,
                    latest.level(),
                    source,
                    view.agentType,
                    view.datasourceType,
                    title,
                    summary,
                    labels,
                    view.project,
                    view.product,
                    view.customer,
                    view.region,
                    fingerprint,
                    count,
                    Objects.requireNonNullElse(firstSeen, latest.at()),
                    Objects.requireNonNullElse(lastSeen, latest.at()),
                    resolvedAt,
                    disposition,
                    latest.position(),
                    view.rawData,
                    latest.flapping(),
                    startedAt,
                    expiresAt,
                    worstLevel);
        }
    }

    /** One transition in the history. */
    @JsonInclude(Include.NON_NULL)
    public record Move(
            long revision, String transition, Level level, Instant at, String position, @Nullable Flapping flapping) {}

    /** The published form of the event at its latest transition; empty parts where VeAIOps left none. */
    public PublishedEvent published(Move latest) {
        return Objects.requireNonNull(own, "only our own events have transitions")
                .published(this, latest);
    }
}
