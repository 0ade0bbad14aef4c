package routes.event;

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
 * notice, and, with the delivery status beside it, the answer of the event API. Names are the reference's where it has
 * them.
 *
 * @param transition what the latest alarm did, such as {@code opened}
 * @param position the log position behind this value; with the id it makes the CloudEvents id
 * @param flapping null unless its fingerprint began and ended too often around its latest transition
 */
@JsonNaming(SnakeCaseStrategy.class)
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
        Instant createdAt,
        Instant updatedAt,
        Disposition disposition,
        String position,
        JsonNode rawData,
        @Nullable Flapping flapping) {

    /** The event as it stands, at its latest transition. */
    public static PublishedEvent ofLatest(Event event) {
        Event.Step last = event.history().get(event.history().size() - 1);
        return of(event, last.transition(), last.position());
    }

    public static PublishedEvent of(Event event, Transition transition, LogPosition position) {
        Event.Content content = event.content();
        return new PublishedEvent(
                event.id(),
                transition.wireName(),
                event.revision(),
                event.state(),
                event.level(),
                content.source(),
                content.agentType(),
                content.datasourceType(),
                content.title(),
                content.summary(),
                content.labels(),
                content.project(),
                content.product(),
                content.customer(),
                content.region(),
                event.fingerprint(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                event.resolvedAt(),
                event.firstSeen(),
                event.lastSeen(),
                content.disposition(),
                position.toString(),
                content.raw(),
                event.flappingAtRevision());
    }

    /** The CloudEvents id: the same for a repeated publication of the same change. */
    public String cloudEventId() {
        return id + "-" + position;
    }
}
