package routes.api.silence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import routes.api.Matchers;
import routes.api.Resource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Records;
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
            Set.of(),
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

    private static final String ID = "uid";
    private static final String STARTS = "starts_at";
    private static final String ENDS = "ends_at";

    private static final String AUTHOR = "created_by";

    /** Only the hub knows it. */
    private static final String MATCHED = "matched";

    private static final List<String> CHANGEABLE = List.of(ENDS, "comment", "windows", "until_resolved");

    private final Silences silences;
    private final Resource<Silence> resource;
    private final EventQueries events;
    private final OpenEvents open;

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
        this.resource = new Resource<>(silences, Silence.class, "silence", follow, clock);
    }

    /** One that ends with its events needs no end; without a start it starts at once. */
    public ApiAnswer create(ApiRequest request) {
        Instant now = resource.now();
        ObjectNode fields = request.json(ObjectNode.class).without(MATCHED);
        fields.put(AUTHOR, request.author(fields.path(AUTHOR).textValue()));
        if (!fields.hasNonNull(STARTS)) {
            fields.putPOJO(STARTS, now);
        }
        if (!fields.hasNonNull(ENDS)) {
            requireEnd(fields.path("until_resolved").asBoolean());
            fields.putPOJO(ENDS, Silence.FOR_EVER);
        }
        Silence silence = checked(resource.fresh(request, fields), now);
        resource.insert(silence);
        if (silence.scope().untilResolved() && matching(List.of(silence)).getOrDefault(silence.id(), 0) > 0) {
            silences.matched(silence.id(), now);
            resource.follow().run();
        }
        return ApiAnswer.created(shown(silence, now));
    }

    private static Silence checked(Silence silence, Instant now) {
        Matchers.require("matchers", silence.matchers());
        requireEnd(
                silence.endsAt().isAfter(silence.startsAt()) && silence.endsAt().isAfter(now));
        return silence;
    }

    private static void requireEnd(boolean right) {
        if (!right) {
            throw RefusedRequest.invalid(ENDS, "ends_at is required, after starts_at and in the future");
        }
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(resource.existing(request, ID), resource.now()));
    }

    public ApiAnswer list(ApiRequest request) {
        Instant now = resource.now();
        Page page = request.page();
        List<SilenceState> states = request.queryAll("state").stream()
                .map(text -> QueryValues.oneOf("state", text.toUpperCase(Locale.ROOT), SilenceState.class))
                .toList();
        Optional<Matching> wanted = request.query("matching")
                .map(text -> QueryValues.oneOf("matching", text.toUpperCase(Locale.ROOT), Matching.class));
        if (wanted.isPresent()) {
            return listBy(wanted.get(), states, page, now);
        }
        Listed<Silence> found = silences.list(states, now, page.skip(), page.limit());
        Map<String, Integer> matching = matching(
                found.items().stream().filter(one -> unexpired(one, now)).toList());
        return ApiAnswer.list(shown(found.items(), matching, now), page, found.total());
    }

    /** Of those that have not ended; what has ended matches nothing any more. */
    private ApiAnswer listBy(Matching wanted, List<SilenceState> states, Page page, Instant now) {
        List<SilenceState> wantedStates = UNEXPIRED.stream()
                .filter(state -> states.isEmpty() || states.contains(state))
                .toList();
        List<Silence> all = wantedStates.isEmpty()
                ? List.of()
                : silences.list(wantedStates, now, 0, ALL).items();
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

    private static List<ObjectNode> shown(List<Silence> silences, Map<String, Integer> matching, Instant now) {
        return silences.stream()
                .map(one -> {
                    ObjectNode shown = shown(one, now);
                    Integer count = matching.get(one.id());
                    return count == null ? shown : shown.put("matching_events", count);
                })
                .toList();
    }

    /** With what its time makes of it. */
    private static ObjectNode shown(Silence silence, Instant now) {
        return Records.tree(silence)
                .remove(List.of(MATCHED))
                .put("state", silence.state(now).wireName())
                .put("in_force", silence.holds(now));
    }

    /** Changes the end, the comment, the windows of a silence that has not ended, or whether it ends with its events. */
    public ApiAnswer update(ApiRequest request) {
        ObjectNode fields = request.json(ObjectNode.class).retain(CHANGEABLE);
        fields.properties().removeIf(field -> field.getValue().isNull());
        Silence before = resource.existing(request, ID);
        Instant now = resource.now();
        if (before.state(now) == SilenceState.EXPIRED) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the silence has ended, make a new one: " + before.id());
        }
        return written(checked(resource.patched(before, request, fields), now), now);
    }

    /** Ends it now; it stays in the list as expired. */
    public ApiAnswer delete(ApiRequest request) {
        Silence before = resource.existing(request, ID);
        Instant now = resource.now();
        return before.state(now) == SilenceState.EXPIRED
                ? ApiAnswer.ok(shown(before, now))
                : written(before.ended(now, request.user()), now);
    }

    /** Which open events the matchers would hold back now. */
    public ApiAnswer preview(ApiRequest request) {
        List<Matcher> matchers = request.json(Conditions.class).matchers();
        Matchers.require("matchers", matchers);
        Predicate<PublishedEvent> test = Matcher.all(matchers);
        EventQueries.Found open = events.find(OPEN, true, 0, EXAMINED);
        List<EventView> matched = open.events().stream()
                .filter(event -> event.own() != null && !event.history().isEmpty())
                .filter(event -> test.test(
                        event.published(event.history().get(event.history().size() - 1))))
                .toList();
        return ApiAnswer.ok(new Preview(
                open.events().size(),
                open.events().size() >= open.total(),
                matched.size(),
                matched.stream().limit(SHOWN).toList()));
    }

    private ApiAnswer written(Silence silence, Instant now) {
        return ApiAnswer.ok(shown(resource.replace(silence), now));
    }

    record Conditions(List<Matcher> matchers) {}

    /**
     * What matchers would hold back now.
     *
     * @param examined how many open events were looked at, the newest first
     * @param complete whether those were all
     * @param events the first of those that match
     */
    record Preview(int examined, boolean complete, int matched, List<EventView> events) {}
}
