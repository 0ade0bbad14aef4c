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
 * A stored event as the API shows it: the reference's fields (spec events 6.1), then ours. Events that the reference
 * wrote lack ours.
 *
 * @param channelMsg kept for clients of the reference; messages are rendered at delivery now
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

    /** What the reference does not know. */
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
            @Nullable String acknowledgedBy) {}

    /** One transition, as the history tells it. */
    @JsonInclude(Include.NON_NULL)
    public record Move(
            long revision, String transition, Level level, Instant at, String position, @Nullable Flapping flapping) {}

    /** The published form of the event at its latest transition; empty parts where the reference left none. */
    public PublishedEvent published(Move latest) {
        Own mine = Objects.requireNonNull(own, "only our own events have transitions");
        return new PublishedEvent(
                id,
                latest.transition(),
                latest.revision(),
                mine.state(),
                latest.level(),
                mine.source(),
                agentType,
                datasourceType,
                mine.title(),
                mine.summary(),
                mine.labels(),
                project,
                product,
                customer,
                region,
                mine.fingerprint(),
                mine.count(),
                mine.firstSeen(),
                mine.lastSeen(),
                mine.resolvedAt(),
                mine.firstSeen(),
                mine.lastSeen(),
                mine.disposition(),
                latest.position(),
                rawData,
                latest.flapping(),
                mine.startedAt(),
                mine.expiresAt(),
                mine.worstLevel(),
                null);
    }
}
