package routes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.event.AlarmView;
import routes.event.EventQueries;
import routes.event.EventView;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.Cause;
import routes.notice.Cause.Why;
import routes.notice.NoticeQueries;
import routes.notice.NoticeView;
import routes.subscription.Explanation;
import routes.subscription.SubscriptionExplainer;

/** Puts together what happened to an event: what was received, how it merged, who wanted it, what was sent. */
public final class EventTraces {
    /** How many alarms a trace shows, the newest ones. */
    static final int ALARMS = 200;

    private final EventQueries events;
    private final NoticeQueries notices;
    private final SubscriptionExplainer subscriptions;

    public EventTraces(EventQueries events, NoticeQueries notices, SubscriptionExplainer subscriptions) {
        this.events = events;
        this.notices = notices;
        this.subscriptions = subscriptions;
    }

    /**
     * @param alarms the newest ones, newest first
     * @param subscriptions who was notified of which transition and why, as it was recorded then; of the latest one also who
     *     was not and why, by the subscriptions of today
     * @param contents what the event said at each transition with notices
     * @param carriers the groups and digests that some of the notices travel or travelled in
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Trace(
            List<AlarmView> alarms,
            EventView event,
            List<EventView.Move> transitions,
            List<Matching> subscriptions,
            List<Content> contents,
            List<NoticeView> notices,
            List<NoticeView> carriers) {}

    /** Where an explanation comes from. */
    public enum Basis {
        /** Kept with the notices of that transition. */
        RECORDED,
        /** Made now, from the subscriptions of today and what the event said then. */
        TODAY,
        /** That transition has no notice, and nothing says who would have got one. */
        NOT_RECORDED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether one subscription wanted to hear of one transition. @param explanation null when nothing is recorded */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Matching(
            long revision,
            String transition,
            Basis basis,
            @Nullable Why why,
            @JsonUnwrapped @Nullable Explanation explanation) {}

    /** What the event said at one revision. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Content(
            long revision,
            String title,
            String summary,
            Level eventLevel,
            Map<String, String> labels,
            List<String> project,
            List<String> product,
            List<String> customer) {
        static Content of(PublishedEvent event) {
            return new Content(
                    event.revision(),
                    event.title(),
                    event.summary(),
                    event.eventLevel(),
                    event.labels(),
                    event.project(),
                    event.product(),
                    event.customer());
        }
    }

    public Trace of(EventView event) {
        List<NoticeView> sent = notices.byIds(event.noticeIds());
        Map<Long, PublishedEvent> contents = new TreeMap<>(notices.contents(event.noticeIds()));
        Set<String> carriers = sent.stream()
                .map(NoticeView::carriedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Trace(
                events.alarmsOf(event.id(), ALARMS),
                event,
                event.history(),
                matchings(event, sent, contents),
                contents.values().stream().map(Content::of).toList(),
                sent,
                notices.byIds(carriers));
    }

    private List<Matching> matchings(EventView event, List<NoticeView> sent, Map<Long, PublishedEvent> contents) {
        List<EventView.Move> moves =
                event.history().stream().filter(EventTraces::notifies).toList();
        List<Matching> matchings = new ArrayList<>();
        for (EventView.Move move : moves) {
            Map<String, Matching> recorded = recorded(move, sent);
            matchings.addAll(recorded.values());
            if (move == moves.get(moves.size() - 1)) {
                PublishedEvent then = contents.getOrDefault(move.revision(), event.published(move));
                subscriptions.explain(then, move.at()).stream()
                        .filter(explanation -> !recorded.containsKey(explanation.subscriptionId()))
                        .forEach(explanation -> matchings.add(matching(move, Basis.TODAY, null, explanation)));
            } else if (recorded.isEmpty()) {
                matchings.add(matching(move, Basis.NOT_RECORDED, null, null));
            }
        }
        return matchings;
    }

    /** Who asked for the notices of a transition, by subscription; notices of before name one and no reason. */
    private static Map<String, Matching> recorded(EventView.Move move, List<NoticeView> sent) {
        Map<String, Matching> recorded = new LinkedHashMap<>();
        for (NoticeView notice : sent) {
            boolean ofThis = Objects.equals(notice.revision(), move.revision())
                    && move.transition().equals(notice.transition());
            if (!ofThis) {
                continue;
            }
            for (Cause cause : notice.causes()) {
                recorded.putIfAbsent(
                        cause.subscriptionId(),
                        matching(
                                move,
                                Basis.RECORDED,
                                cause.why(),
                                Explanation.recorded(cause.subscriptionId(), cause.name())));
            }
            String id = notice.subscriptionId();
            if (notice.causes().isEmpty() && id != null && !id.isEmpty()) {
                String name = Objects.requireNonNullElse(notice.subscriptionName(), "");
                recorded.putIfAbsent(id, matching(move, Basis.RECORDED, null, Explanation.recorded(id, name)));
            }
        }
        return recorded;
    }

    private static Matching matching(
            EventView.Move move, Basis basis, @Nullable Why why, @Nullable Explanation explanation) {
        return new Matching(move.revision(), move.transition(), basis, why, explanation);
    }

    private static boolean notifies(EventView.Move move) {
        for (Transition transition : Transition.values()) {
            if (transition.wireName().equals(move.transition())) {
                return transition.notifies();
            }
        }
        return false;
    }
}
