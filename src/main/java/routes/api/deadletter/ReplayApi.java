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

    private final ReplayOrders replays;
    private final int defaultRate;
    private final Clock clock;

    /** @param defaultRate notices a minute, when the caller names no rate */
    public ReplayApi(ReplayOrders replays, int defaultRate, Clock clock) {
        if (defaultRate < 1 || defaultRate > ReplayJob.FASTEST) {
            throw new IllegalArgumentException(
                    "veaiops.replay.rate-per-minute=" + defaultRate + " must be within 1 to " + ReplayJob.FASTEST);
        }
        this.replays = replays;
        this.defaultRate = defaultRate;
        this.clock = clock;
    }

    /** Replays one notice. */
    public ApiAnswer one(ApiRequest request) {
        String id = request.idParameter("id");
        String replayId = replayId(request);
        replays.one(id, replayId, request.user());
        return ApiAnswer.ok(Map.of("_id", id, "replay_id", replayId));
    }

    /** Starts a replay of many. */
    public ApiAnswer start(ApiRequest request) {
        return ApiAnswer.ok(shown(replays.start(order(request))));
    }

    public ApiAnswer progress(ApiRequest request) {
        return ApiAnswer.ok(shown(replays.progress(request.pathParameter("id"))));
    }

    private ReplayJob.Order order(ApiRequest request) {
        JsonNode body = request.json(JsonNode.class);
        return new ReplayJob.Order(
                replayId(request),
                StrictQuery.filter(body)
                        .map(filter -> filter(filter, request.zone()))
                        .orElseGet(ReplayFilter::everything),
                body.path("rate_per_minute").asInt(defaultRate),
                body.path("skip_recovered").asBoolean(),
                request.author(body.path("by").textValue()),
                clock.instant());
    }

    private static ReplayFilter filter(JsonNode filter, ZoneId zone) {
        String level = StrictQuery.text(filter, "event_level");
        return new ReplayFilter(
                Set.of(NoticeState.valueOf(filter.path("state").asText(NoticeState.DEAD.name()))),
                StrictQuery.text(filter, "channel"),
                StrictQuery.text(filter, "target"),
                StrictQuery.text(filter, "reason"),
                level == null ? null : Level.valueOf(level),
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
