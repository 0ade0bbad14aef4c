package routes.api.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import routes.alarm.AlarmIds;
import routes.alarm.Level;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.notice.NoticeState;
import routes.notice.ShownTarget;
import routes.notice.replay.ReplayFilter;
import routes.notice.replay.ReplayJob;
import routes.notice.replay.ReplayOrders;

/**
 * Replays of dead notices. The header {@code Idempotency-Key} names the replay, so that a request that is repeated does
 * nothing more; without it every request is a replay of its own.
 */
public final class ReplayApi {
    private static final String KEY = "idempotency-key";
    private static final String MANAGER = "manager";
    private static final Set<String> FIELDS = Set.of("filter", "all", "rate_per_minute", "skip_recovered", "by");
    private static final Set<String> FILTER =
            Set.of("state", "channel", "target", "reason", "event_level", "from", "to");

    private final ReplayOrders desk;
    private final int defaultRate;
    private final Clock clock;

    /** @param defaultRate notices a minute, when the caller names no rate */
    public ReplayApi(ReplayOrders desk, int defaultRate, Clock clock) {
        if (defaultRate < 1 || defaultRate > ReplayJob.FASTEST) {
            throw new IllegalArgumentException(
                    "veaiops.replay.rate-per-minute=" + defaultRate + " must be within 1 to " + ReplayJob.FASTEST);
        }
        this.desk = desk;
        this.defaultRate = defaultRate;
        this.clock = clock;
    }

    /** Replays one notice. */
    public ApiAnswer one(ApiRequest request) {
        String id = request.idParameter("id");
        String replayId = replayId(request);
        desk.one(id, replayId, MANAGER);
        return ApiAnswer.ok(Map.of("_id", id, "replay_id", replayId));
    }

    /** Starts a replay of many. */
    public ApiAnswer start(ApiRequest request) {
        return ApiAnswer.ok(shown(desk.start(order(request))));
    }

    public ApiAnswer progress(ApiRequest request) {
        return ApiAnswer.ok(shown(desk.progress(request.pathParameter("id"))));
    }

    private ReplayJob.Order order(ApiRequest request) {
        JsonNode body = StrictQuery.body(request, FIELDS);
        int rate = StrictQuery.integer(body, "rate_per_minute", defaultRate);
        if (rate < 1 || rate > ReplayJob.FASTEST) {
            throw RefusedRequest.invalid("rate_per_minute", "rate_per_minute must be within 1 to " + ReplayJob.FASTEST);
        }
        String by = StrictQuery.text(body, "by");
        return new ReplayJob.Order(
                replayId(request),
                StrictQuery.filter(body, FILTER)
                        .map(filter -> filter(filter, request.zone()))
                        .orElseGet(ReplayFilter::everything),
                rate,
                StrictQuery.flag(body, "skip_recovered"),
                by == null ? MANAGER : by,
                clock.instant());
    }

    private static ReplayFilter filter(JsonNode filter, ZoneId zone) {
        NoticeState state = StrictQuery.oneOf(filter, "state", NoticeState.class);
        if (state != null && !ReplayFilter.REPLAYABLE.contains(state)) {
            throw RefusedRequest.invalid("state", "state must be DEAD or SKIPPED");
        }
        return new ReplayFilter(
                Set.of(state == null ? NoticeState.DEAD : state),
                StrictQuery.text(filter, "channel"),
                StrictQuery.text(filter, "target"),
                StrictQuery.text(filter, "reason"),
                StrictQuery.oneOf(filter, "event_level", Level.class),
                StrictQuery.instant(filter, "from", zone),
                StrictQuery.instant(filter, "to", zone));
    }

    private String replayId(ApiRequest request) {
        String id = request.header(KEY).map(String::strip).orElseGet(() -> AlarmIds.fresh(clock.instant()));
        if (!ReplayJob.validId(id)) {
            throw RefusedRequest.invalid(KEY, "Idempotency-Key must have 1 to 128 letters, digits or . _ : -");
        }
        return id;
    }

    private static Map<String, Object> shown(ReplayJob job) {
        ReplayJob.Progress progress = job.progress();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("_id", job.id());
        shown.put("state", progress.state());
        shown.put("filter", shown(job.order().filter()));
        shown.put("rate_per_minute", job.order().ratePerMinute());
        shown.put("skip_recovered", job.order().skipRecovered());
        shown.put("by", job.order().by());
        shown.put("replayed", progress.replayed());
        shown.put("suppressed", progress.suppressed());
        shown.put("passed", progress.passed());
        shown.put("last_due_at", lastDue(job));
        shown.put("created_at", job.order().createdAt());
        shown.put("updated_at", progress.updatedAt());
        return shown;
    }

    private static Instant lastDue(ReplayJob job) {
        Instant next = job.progress().nextSlot();
        return job.progress().replayed() == 0 ? next : next.minus(job.order().pace());
    }

    private static Map<String, Object> shown(ReplayFilter filter) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", filter.states().stream().sorted().toList());
        shown.put("channel", filter.channel());
        shown.put(
                "target",
                Optional.ofNullable(filter.target()).map(ShownTarget::of).orElse(null));
        shown.put("reason", filter.reason());
        shown.put("event_level", filter.eventLevel());
        shown.put("from", filter.from());
        shown.put("to", filter.to());
        shown.values().removeIf(Objects::isNull);
        return shown;
    }
}
