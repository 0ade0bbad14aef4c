package routes.api.silence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import routes.api.MatcherPayload;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.event.EventFilter;
import routes.event.EventQueries;
import routes.event.EventState;
import routes.event.EventView;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.Matcher;
import routes.subscription.silence.OpenMatches;
import routes.subscription.silence.Silence;
import routes.subscription.silence.SilenceState;
import routes.subscription.silence.Silences;

/** Operations on silences. */
public final class SilenceApi {
    /** How many open events a preview reads, and how many of them it shows. */
    static final int EXAMINED = 1000;

    static final int SHOWN = 100;

    private static final EventFilter OPEN = new EventFilter(
            List.of(),
            java.util.Set.of(),
            List.of(),
            new EventFilter.Owners(List.of(), List.of(), List.of(), List.of()),
            null,
            null,
            List.of(EventState.FIRING),
            null,
            null);

    /** How many silences a list by what they match reads; more than there are. */
    private static final int ALL = 10_000;

    private static final List<SilenceState> UNEXPIRED = List.of(SilenceState.PENDING, SilenceState.ACTIVE);

    private final Silences silences;
    private final EventQueries events;
    private final OpenEvents open;
    private final Runnable follow;
    private final Clock clock;

    /** Whether a silence matches an open event. */
    private enum Matching {
        NONE,
        SOME
    }

    /** @param follow makes this copy obey what was written, before the answer */
    public SilenceApi(Silences silences, EventQueries events, OpenEvents open, Runnable follow, Clock clock) {
        this.silences = silences;
        this.events = events;
        this.open = open;
        this.follow = follow;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        Instant now = now();
        Silence silence = request.json(SilencePayload.class).fresh(silences.newId(), now, request.zone());
        silences.insert(silence);
        if (silence.scope().untilResolved() && matching(List.of(silence)).getOrDefault(silence.id(), 0) > 0) {
            silences.matched(silence.id(), now);
        }
        follow.run();
        return ApiAnswer.created(SilenceJson.of(silence, now));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(SilenceJson.of(existing(request), now()));
    }

    public ApiAnswer list(ApiRequest request) {
        Instant now = now();
        Page page = request.page();
        List<SilenceState> states = request.queryAll("state").stream()
                .map(text -> QueryValues.oneOf("state", text.toUpperCase(Locale.ROOT), SilenceState.class))
                .toList();
        Optional<Matching> wanted = request.query("matching")
                .map(text -> QueryValues.oneOf("matching", text.toUpperCase(Locale.ROOT), Matching.class));
        if (wanted.isPresent()) {
            return listBy(wanted.get(), states, page, now);
        }
        Silences.Found found = silences.list(states, now, page.skip(), page.limit());
        Map<String, Integer> matching = matching(
                found.silences().stream().filter(one -> unexpired(one, now)).toList());
        return ApiAnswer.list(shown(found.silences(), matching, now), page, found.total());
    }

    /** Of those that have not ended; what has ended matches nothing any more. */
    private ApiAnswer listBy(Matching wanted, List<SilenceState> states, Page page, Instant now) {
        List<SilenceState> wantedStates = UNEXPIRED.stream()
                .filter(state -> states.isEmpty() || states.contains(state))
                .toList();
        List<Silence> all = wantedStates.isEmpty()
                ? List.of()
                : silences.list(wantedStates, now, 0, ALL).silences();
        Map<String, Integer> matching = matching(all);
        List<Silence> found = all.stream()
                .filter(one -> (matching.getOrDefault(one.id(), 0) == 0) == (wanted == Matching.NONE))
                .toList();
        List<Silence> part =
                found.stream().skip(page.skip()).limit(page.limit()).toList();
        return ApiAnswer.list(shown(part, matching, now), page, found.size());
    }

    private Map<String, Integer> matching(List<Silence> unexpired) {
        return OpenMatches.of(unexpired, open);
    }

    private static boolean unexpired(Silence silence, Instant now) {
        return silence.state(now) != SilenceState.EXPIRED;
    }

    private static List<SilenceJson> shown(List<Silence> silences, Map<String, Integer> matching, Instant now) {
        return silences.stream()
                .map(one -> SilenceJson.of(one, now, matching.get(one.id())))
                .toList();
    }

    /** Changes the end, the comment, the windows of a silence that has not ended, or whether it ends with its events. */
    public ApiAnswer update(ApiRequest request) {
        SilencePayload.Change change = request.json(SilencePayload.Change.class);
        Silence before = existing(request);
        Instant now = now();
        if (before.state(now) == SilenceState.EXPIRED) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the silence has ended, make a new one: " + before.id());
        }
        return written(change.of(before, now, request.zone()), now);
    }

    /** Ends it now; it stays in the list as expired. */
    public ApiAnswer delete(ApiRequest request) {
        Silence before = existing(request);
        Instant now = now();
        return before.state(now) == SilenceState.EXPIRED
                ? ApiAnswer.ok(SilenceJson.of(before, now))
                : written(before.ended(now), now);
    }

    /** Which open events the matchers would hold back now. */
    public ApiAnswer preview(ApiRequest request) {
        Predicate<PublishedEvent> test = Matcher.all(
                MatcherPayload.some(request.json(SilencePayload.Preview.class).matchers()));
        EventQueries.Found open = events.find(OPEN, true, 0, EXAMINED);
        List<EventView> matched = open.events().stream()
                .filter(event -> event.own() != null && !event.history().isEmpty())
                .filter(event -> test.test(
                        event.published(event.history().get(event.history().size() - 1))))
                .toList();
        return ApiAnswer.ok(new SilenceJson.Preview(
                open.events().size(),
                open.events().size() >= open.total(),
                matched.size(),
                matched.stream().limit(SHOWN).toList()));
    }

    private ApiAnswer written(Silence silence, Instant now) {
        if (!silences.replace(silence)) {
            throw notFound(silence.id());
        }
        follow.run();
        return ApiAnswer.ok(SilenceJson.of(silence, now));
    }

    private Silence existing(ApiRequest request) {
        String id = request.idParameter("uid");
        return silences.find(id).orElseThrow(() -> notFound(id));
    }

    private static RefusedRequest notFound(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no silence " + id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
