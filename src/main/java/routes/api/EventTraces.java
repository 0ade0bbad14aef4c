package routes.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import routes.event.AlarmView;
import routes.event.EventQueries;
import routes.event.EventView;
import routes.event.Explanation;
import routes.event.SubscriptionExplainer;
import routes.event.Transition;
import routes.notice.NoticeQueries;
import routes.notice.NoticeView;

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
     * @param subscriptions who was told of which transition, and of the latest one also who was not and why; by the
     *     subscriptions of today
     * @param carriers the groups and digests that some of the notices travel or travelled in
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Trace(
            List<AlarmView> alarms,
            EventView event,
            List<EventView.Move> transitions,
            List<Matching> subscriptions,
            List<NoticeView> notices,
            List<NoticeView> carriers) {}

    /** Whether one subscription wanted to hear of one transition. */
    public record Matching(long revision, String transition, @JsonUnwrapped Explanation explanation) {}

    Trace of(EventView event) {
        List<NoticeView> told = notices.byIds(event.noticeIds());
        Set<String> carriers = told.stream()
                .map(NoticeView::carriedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Trace(
                events.alarmsOf(event.id(), ALARMS),
                event,
                event.history(),
                matchings(event),
                told,
                notices.byIds(carriers));
    }

    private List<Matching> matchings(EventView event) {
        List<EventView.Move> told =
                event.history().stream().filter(EventTraces::notifies).toList();
        List<Matching> matchings = new ArrayList<>();
        for (EventView.Move move : told) {
            boolean latest = move == told.get(told.size() - 1);
            for (Explanation explanation : subscriptions.explain(event.published(move), move.at())) {
                if (latest || explanation.matched()) {
                    matchings.add(new Matching(move.revision(), move.transition(), explanation));
                }
            }
        }
        return matchings;
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
