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
import routes.alarm.AlarmStatus;
import routes.alarm.Disposition;
import routes.alarm.Level;

/**
 * The public form of an event: the value on {@code veaiops.events} ({@code schemas/event.schema.json}), the content of a
 * notice, and, with the delivery status beside it, the answer of the event API. Names are the reference's where it has
 * them.
 *
 * @param transition what the latest alarm did, such as {@code opened}
 * @param position the log position behind this value; with the id it makes the CloudEvents id
 * @param startedAt when the problem began, by the source's clock, if it says so
 * @param expiresAt when it ends unless another alarm comes before; of an expired event when it ended, null if the next
 *     event of its fingerprint took its place
 * @param worstLevel the worst it ever was, if that is worse than its level
 * @param lateStatus what the alarm behind this value says; only if it was overtaken and changed nothing
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
        @Nullable Flapping flapping,
        @Nullable Instant startedAt,
        @Nullable Instant expiresAt,
        @Nullable Level worstLevel,
        @Nullable AlarmStatus lateStatus) {

    public static PublishedEvent of(Publication change) {
        PublishedEvent event = of(change.event(), change.transition(), change.position());
        return change.late() == null ? event : event.late(change.late());
    }

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
                event.flappingAtRevision(),
                event.times().startedAt(),
                event.times().expiresAt(),
                event.worst() == event.level() ? null : event.worst(),
                null);
    }

    /** Whether it speaks of the end of the event. */
    public boolean over() {
        return Transition.RESOLVED.wireName().equals(transition)
                || Transition.EXPIRED.wireName().equals(transition);
    }

    private PublishedEvent late(AlarmStatus said) {
        return new PublishedEvent(
                id,
                transition,
                revision,
                state,
                eventLevel,
                source,
                agentType,
                datasourceType,
                title,
                summary,
                labels,
                project,
                product,
                customer,
                region,
                fingerprint,
                count,
                firstSeen,
                lastSeen,
                resolvedAt,
                createdAt,
                updatedAt,
                disposition,
                position,
                rawData,
                flapping,
                startedAt,
                expiresAt,
                worstLevel,
                said);
    }

    /** The CloudEvents id: the same for a repeated publication of the same change. */
    public String cloudEventId() {
        return id + "-" + position;
    }
}
