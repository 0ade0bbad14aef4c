package routes.notice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;

/**
 * What a notice says that carries several others: a digest or a group.
 *
 * @param shared what the events have in common, such as {@code project: shop}; empty for a digest
 * @param items one for each event, as it was at the latest of its notices; what goes on and is worst comes first
 * @param noticeIds the notices whose fate is the fate of this message, oldest first; several may be about one event
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Bundle(Map<String, String> shared, List<Item> items, List<String> noticeIds) {
    private static final Comparator<Item> WORST_FIRST = Comparator.comparing((Item item) -> !item.firing())
            .thenComparing(Item::level)
            .thenComparing(Item::firstSeen)
            .thenComparing(Item::eventId);

    public Bundle {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a bundle carries at least one event");
        }
        shared = Map.copyOf(shared);
        items = List.copyOf(items);
        noticeIds = List.copyOf(noticeIds);
    }

    /**
     * One event of a bundle.
     *
     * @param resource host and part of it ({@link EventResource}); null in a bundle of an earlier version
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Item(
            String eventId,
            String noticeId,
            NoticeKind kind,
            String title,
            @Nullable String resource,
            Level level,
            EventState state,
            long revision,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable Instant resolvedAt) {

        static Item of(Notice notice) {
            PublishedEvent event = notice.event();
            return new Item(
                    event.id(),
                    notice.id(),
                    notice.kind(),
                    event.title(),
                    EventResource.of(event.labels()),
                    event.eventLevel(),
                    event.state(),
                    event.revision(),
                    event.count(),
                    event.firstSeen(),
                    event.lastSeen(),
                    event.resolvedAt());
        }

        /** Whether a reader could not tell the two apart. */
        public boolean alike(Item other) {
            return kind == other.kind
                    && level == other.level
                    && state == other.state
                    && title.equals(other.title)
                    && Objects.equals(resource, other.resource);
        }

        public boolean firing() {
            return state == EventState.FIRING;
        }
    }

    /** Puts notices together. Of several about one event the one with the highest revision speaks for it. */
    public static Bundle of(Map<String, String> shared, Collection<Notice> notices) {
        Map<String, Item> latest = new HashMap<>();
        for (Notice notice : notices) {
            latest.merge(notice.event().id(), Item.of(notice), Bundle::newer);
        }
        List<Item> items = new ArrayList<>(latest.values());
        items.sort(WORST_FIRST);
        List<String> ids = notices.stream()
                .sorted(Comparator.comparing(Notice::createdAt).thenComparing(Notice::id))
                .map(Notice::id)
                .toList();
        return new Bundle(shared, items, ids);
    }

    /** How many of its events still go on. */
    public long firing() {
        return items.stream().filter(Item::firing).count();
    }

    /** How many of its events go on, by level; levels without any are left out. */
    public Map<Level, Long> firingByLevel() {
        Map<Level, Long> counts = new TreeMap<>();
        items.stream().filter(Item::firing).forEach(item -> counts.merge(item.level(), 1L, Long::sum));
        return counts;
    }

    private static Item newer(Item one, Item other) {
        return other.revision() >= one.revision() ? other : one;
    }
}
