package routes.api.heartbeat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import routes.alarm.Alarm;
import routes.alarm.HubAlarm;
import routes.api.Matchers;
import routes.api.Resource;
import routes.common.error.RefusedRequest;
import routes.common.repository.Records;
import routes.health.heartbeat.HeartbeatAlarms;
import routes.health.heartbeat.HeartbeatWatch;
import routes.health.heartbeat.Heartbeats;
import routes.health.heartbeat.Pulse;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.subscription.Matcher;

/** Operations on heartbeat watches. */
public final class HeartbeatApi {
    private static final String ID = "uid";

    private final Heartbeats watches;
    private final Resource<HeartbeatWatch> resource;
    private final Consumer<Alarm> log;

    /**
     * @param follow makes this copy obey what was written, before the answer
     * @param log makes an alarm of the hub durable
     */
    public HeartbeatApi(Heartbeats watches, Runnable follow, Consumer<Alarm> log, Clock clock) {
        this.watches = watches;
        this.resource = new Resource<>(watches, HeartbeatWatch.class, "heartbeat watch", follow, clock);
        this.log = log;
    }

    public ApiAnswer create(ApiRequest request) {
        HeartbeatWatch watch = resource.insert(checked(resource.fresh(request)));
        return ApiAnswer.created(shown(new Pulse(watch, null, null)));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(existing(request)));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.configurationPage();
        List<Pulse> all = watches.pulses();
        return ApiAnswer.list(
                all.stream()
                        .skip(page.skip())
                        .limit(page.limit())
                        .map(HeartbeatApi::shown)
                        .toList(),
                page,
                all.size());
    }

    /** The watch counts anew from now; an alarm that it raised ends. */
    public ApiAnswer update(ApiRequest request) {
        Pulse before = existing(request);
        HeartbeatWatch watch = resource.replace(checked(resource.replaced(before.watch(), request)));
        return ApiAnswer.ok(shown(new Pulse(watch, before.lastSeen(), before.silentSince())));
    }

    /** An alarm that the watch raised ends first. */
    public ApiAnswer delete(ApiRequest request) {
        Pulse before = existing(request);
        Instant since = before.silentSince();
        if (since != null) {
            log.accept(HeartbeatAlarms.over(before, since, resource.now()));
        }
        resource.delete(before.watch().id());
        return ApiAnswer.ok(shown(before));
    }

    private Pulse existing(ApiRequest request) {
        String id = request.idParameter(ID);
        return watches.pulse(id).orElseThrow(() -> resource.missing(id));
    }

    private static HeartbeatWatch checked(HeartbeatWatch watch) {
        String source = watch.scope().source();
        List<Matcher> matchers = watch.scope().matchers();
        if (HubAlarm.SOURCE.equals(source)) {
            throw RefusedRequest.invalid(
                    "source", "source must not be " + source + ": the hub does not post to itself");
        }
        if (source == null) {
            Matchers.require("matchers", matchers);
        }
        if (watch.suppress() && matchers.isEmpty()) {
            throw RefusedRequest.invalid(
                    "suppress", "suppress needs matchers: it would keep every alarm of the source from people");
        }
        return watch;
    }

    private static ObjectNode shown(Pulse pulse) {
        return Records.tree(pulse).put("state", pulse.state());
    }
}
