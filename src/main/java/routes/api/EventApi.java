package routes.api;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routes.alarm.Level;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.event.Acknowledgements;
import routes.event.EventFilter;
import routes.event.EventQueries;
import routes.event.EventState;
import routes.event.EventStatus;
import routes.event.EventView;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;

/** The events as people see them. */
public final class EventApi {
    private final EventQueries events;
    private final EventTraces traces;
    private final Acknowledgements acknowledgements;
    private final Clock clock;

    public EventApi(EventQueries events, EventTraces traces, Acknowledgements acknowledgements, Clock clock) {
        this.events = events;
        this.traces = traces;
        this.acknowledgements = acknowledgements;
        this.clock = clock;
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        EventQueries.Found found = events.find(filter(request), newestFirst(request), page.skip(), page.limit());
        return ApiAnswer.list(found.events(), page, found.total());
    }

    /** Takes the id of an event, or the id that an alarm endpoint answered. */
    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(event(request));
    }

    public ApiAnswer trace(ApiRequest request) {
        return ApiAnswer.ok(traces.of(event(request)));
    }

    /** The first one counts, here as on a card. */
    public ApiAnswer acknowledge(ApiRequest request) {
        String id = event(request).id();
        acknowledgements.acknowledge(id, new Acknowledgements.Acknowledged(request.user(), clock.instant()));
        return ApiAnswer.ok(event(request));
    }

    private EventView event(ApiRequest request) {
        String id = request.idParameter("id");
        return events.byId(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no event with the id " + id));
    }

    private static EventFilter filter(ApiRequest request) {
        return new EventFilter(
                request.queryAll("agent_type"),
                statuses(request.queryAll("show_status")),
                oneOfAll(request, "event_level", Level.class),
                new EventFilter.Owners(
                        request.queryAll("region"),
                        request.queryAll("projects"),
                        request.queryAll("products"),
                        request.queryAll("customers")),
                request.instant("start_time").orElse(null),
                request.instant("end_time").orElse(null),
                oneOfAll(request, "state", EventState.class),
                request.query("fingerprint").orElse(null),
                request.query("source").orElse(null));
    }

    private static boolean newestFirst(ApiRequest request) {
        Optional<String> order = request.query("sort_order");
        if (order.isPresent() && !Set.of("asc", "desc").contains(order.get())) {
            throw RefusedRequest.invalid("sort_order", "sort_order must be asc or desc");
        }
        return !order.equals(Optional.of("asc"));
    }

    /** The words that people see stand for several codes each. */
    private static Set<Integer> statuses(List<String> shown) {
        Set<Integer> codes = new LinkedHashSet<>();
        for (String word : shown) {
            Set<Integer> meant = Arrays.stream(EventStatus.values())
                    .filter(status -> status.shown().equals(word))
                    .map(EventStatus::code)
                    .collect(Collectors.toSet());
            if (meant.isEmpty()) {
                throw RefusedRequest.invalid("show_status", "show_status has no word " + word);
            }
            codes.addAll(meant);
        }
        return codes;
    }

    private static <E extends Enum<E>> List<E> oneOfAll(ApiRequest request, String name, Class<E> type) {
        return request.queryAll(name).stream()
                .map(text -> QueryValues.oneOf(name, text, type))
                .toList();
    }
}
