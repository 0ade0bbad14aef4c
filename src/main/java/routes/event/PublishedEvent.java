package routes.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;

/**
 * The public form of an event: the value on {@code veaiops.events} ({@code schemas/event.schema.json}), the content of a
 * notice, and, with the delivery status beside it, the answer of the event API. Names are VeAIOps' where it has
 * them.
 *
 * @param transition what the latest alarm did, such as {@code opened}
 * @param position the log position behind this value; with the id it makes the CloudEvents id
 * @param startedAt when the problem began, by the source's clock, if it says so
 * @param expiresAt when it ends unless another alarm comes before; of an expired event when it ended, null if the next
 *     event of its fingerprint took its place
 * @param worstLevel the worst it ever was, if that is worse than its level
 * @param flapping null unless its fingerprint began and ended too often around its latest transition
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(
        value = {"created_at", "updated_at"},
        allowGetters = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedEvent(
        @JsonProperty("_id") String id,
        String transition,
        long revision,
        EventState state,
        Level eventLevel,
        String source,
        String agentType,
        @Nullable String datasourceType,
        String title,
        String summary,
        Map<String, String> labels,
        List<String> project,
        List<String> product,
        List<String> customer,
        List<String> region,
        String fingerprint,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt,
        Disposition disposition,
        String position,
        JsonNode rawData,
        @Nullable Flapping flapping,
        @Nullable Instant startedAt,
        @Nullable Instant expiresAt,
        @Nullable Level worstLevel) {

    /** The event as it stands, at its latest transition. */
    public static PublishedEvent ofLatest(Event event) {
        Event.Step last = event.history().get(event.history().size() - 1);
        return of(event, last.transition(), last.position());
    }

    public static PublishedEvent of(Event event, Transition transition, LogPosition position) {
        return new PublishedEvent(
                event.id(),
                transition.wireName(),
                event.revision(),
                event.state(),
                event.level(),
                event.content().source(),
                event.content().agentType(),
                event.content().datasourceType(),
                event.content().title(),
                event.content().summary(),
                event.content().labels(),
                event.content().project(),
                event.content().product(),
                event.content().customer(),
                event.content().region(),
                event.fingerprint(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                event.resolvedAt(),
                event.content().disposition(),
                position.toString(),
                event.content().raw(),
                event.flappingAtRevision(),
                event.times().startedAt(),
                event.times().expiresAt(),
                event.worst() == event.level() ? null : event.worst());
    }

    /** Whether it speaks of the end of the event. */
    public boolean over() {
        return Transition.RESOLVED.wireName().equals(transition)
                || Transition.EXPIRED.wireName().equals(transition);
    }

    /** The name of VeAIOps for {@link #firstSeen}. */
    @JsonProperty("created_at")
    public Instant createdAt() {
        return firstSeen;
    }

    /** The name of VeAIOps for {@link #lastSeen}. */
    @JsonProperty("updated_at")
    public Instant updatedAt() {
        return lastSeen;
    }

    /** The CloudEvents id: the same for a repeated publication of the same change. */
    public String cloudEventId() {
        return id + "-" + position;
    }
}
