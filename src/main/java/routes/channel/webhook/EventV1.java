package routes.channel.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.Bundle;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.NoticeKind;

/**
 * The versioned body {@code event.v1}; fields are only ever added ({@code schemas/webhook.event.v1.schema.json}).
 *
 * @param carried what a digest or a group carries; the other fields are about the first of its events then
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventV1(
        String version,
        String noticeId,
        String kind,
        String eventId,
        long revision,
        String transition,
        Level level,
        EventState state,
        String title,
        String summary,
        Map<String, String> labels,
        List<String> project,
        List<String> product,
        List<String> customer,
        List<String> region,
        String source,
        String agentType,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt,
        Map<String, String> links,
        @Nullable Carried carried,
        JsonNode raw) {

    static EventV1 of(Notice notice, EventLinks links) {
        PublishedEvent event = notice.event();
        return new EventV1(
                "event.v1",
                notice.id(),
                notice.kind().wireName(),
                event.id(),
                event.revision(),
                event.transition(),
                event.eventLevel(),
                event.state(),
                event.title(),
                event.summary(),
                event.labels(),
                event.project(),
                event.product(),
                event.customer(),
                event.region(),
                event.source(),
                event.agentType(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                event.resolvedAt(),
                Map.of("event", links.event(event.id()), "trace", links.trace(event.id())),
                notice.bundle().map(bundle -> Carried.of(bundle, links)).orElse(null),
                event.rawData());
    }

    /**
     * @param shared labels that all its events have in common
     * @param firing how many of its events still go on
     * @param firingByLevel the same by level
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Carried(
            Map<String, String> shared, int events, long firing, Map<Level, Long> firingByLevel, List<Item> items) {
        static Carried of(Bundle bundle, EventLinks links) {
            return new Carried(
                    bundle.shared(),
                    bundle.items().size(),
                    bundle.firing(),
                    bundle.firingByLevel(),
                    bundle.items().stream().map(item -> Item.of(item, links)).toList());
        }
    }

    /** One event of a digest or a group. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String eventId,
            String kind,
            String title,
            Level level,
            EventState state,
            long revision,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable Instant resolvedAt,
            Map<String, String> links) {
        static Item of(Bundle.Item item, EventLinks links) {
            NoticeKind kind = item.kind();
            return new Item(
                    item.eventId(),
                    kind.wireName(),
                    item.title(),
                    item.level(),
                    item.state(),
                    item.revision(),
                    item.count(),
                    item.firstSeen(),
                    item.lastSeen(),
                    item.resolvedAt(),
                    Map.of("event", links.event(item.eventId()), "trace", links.trace(item.eventId())));
        }
    }
}
