package routes.api.heartbeat;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import routes.alarm.Alarm;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.health.heartbeat.HeartbeatAlarms;
import routes.health.heartbeat.HeartbeatWatch;
import routes.health.heartbeat.Heartbeats;
import routes.health.heartbeat.Pulse;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;

/** Operations on heartbeat watches. */
public final class HeartbeatApi {
    private final Heartbeats watches;
    private final Runnable follow;
    private final Consumer<Alarm> log;
    private final Clock clock;

    /**
     * @param follow makes this copy obey what was written, before the answer
     * @param log makes an alarm of the hub durable
     */
    public HeartbeatApi(Heartbeats watches, Runnable follow, Consumer<Alarm> log, Clock clock) {
        this.watches = watches;
        this.follow = follow;
        this.log = log;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        Instant now = now();
        HeartbeatWatch watch = request.json(HeartbeatPayload.class).watch(watches.newId(), now, now);
        watches.insert(watch);
        follow.run();
        return ApiAnswer.created(HeartbeatJson.of(new Pulse(watch, null, null)));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(HeartbeatJson.of(existing(request)));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        List<Pulse> all = watches.all();
        return ApiAnswer.list(
                all.stream()
                        .skip(page.skip())
                        .limit(page.limit())
                        .map(HeartbeatJson::of)
                        .toList(),
                page,
                all.size());
    }

    /** The watch counts anew from now; an alarm that it raised ends. */
    public ApiAnswer update(ApiRequest request) {
        Pulse before = existing(request);
        Instant now = now();
        Instant last = before.watch().updatedAt();
        HeartbeatWatch watch = request.json(HeartbeatPayload.class)
                .watch(before.watch().id(), before.watch().createdAt(), now.isAfter(last) ? now : last.plusMillis(1));
        if (!watches.replace(watch)) {
            throw notFound(watch.id());
        }
        follow.run();
        return ApiAnswer.ok(HeartbeatJson.of(new Pulse(watch, before.lastSeen(), before.silentSince())));
    }

    /** An alarm that the watch raised ends first. */
    public ApiAnswer delete(ApiRequest request) {
        Pulse before = existing(request);
        Instant since = before.silentSince();
        if (since != null) {
            log.accept(HeartbeatAlarms.over(before, since, now()));
        }
        watches.delete(before.watch().id());
        follow.run();
        return ApiAnswer.ok(HeartbeatJson.of(before));
    }

    private Pulse existing(ApiRequest request) {
        String id = request.idParameter("uid");
        return watches.find(id).orElseThrow(() -> notFound(id));
    }

    private static RefusedRequest notFound(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no heartbeat watch " + id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
