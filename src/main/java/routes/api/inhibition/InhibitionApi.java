package routes.api.inhibition;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.subscription.inhibition.InhibitionRule;
import routes.subscription.inhibition.InhibitionRules;

/** Operations on inhibition rules. */
public final class InhibitionApi {
    private final InhibitionRules rules;
    private final Runnable follow;
    private final Clock clock;

    /** @param follow makes this copy obey what was written, before the answer */
    public InhibitionApi(InhibitionRules rules, Runnable follow, Clock clock) {
        this.rules = rules;
        this.follow = follow;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        Instant now = now();
        InhibitionRule rule = request.json(InhibitionPayload.class).rule(rules.newId(), now, now);
        rules.insert(rule);
        follow.run();
        return ApiAnswer.created(InhibitionJson.of(rule));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(InhibitionJson.of(existing(request)));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        List<InhibitionRule> all = rules.all();
        return ApiAnswer.list(
                all.stream()
                        .skip(page.skip())
                        .limit(page.limit())
                        .map(InhibitionJson::of)
                        .toList(),
                page,
                all.size());
    }

    /** What it held back and does not hold any more is sent, if it still goes on. */
    public ApiAnswer update(ApiRequest request) {
        InhibitionRule before = existing(request);
        InhibitionRule rule =
                request.json(InhibitionPayload.class).rule(before.id(), before.createdAt(), later(before.updatedAt()));
        if (!rules.replace(rule)) {
            throw notFound(rule.id());
        }
        follow.run();
        return ApiAnswer.ok(InhibitionJson.of(rule));
    }

    /** What it held back is sent, if it still goes on. */
    public ApiAnswer delete(ApiRequest request) {
        InhibitionRule before = existing(request);
        rules.delete(before.id());
        follow.run();
        return ApiAnswer.ok(InhibitionJson.of(before));
    }

    private InhibitionRule existing(ApiRequest request) {
        String id = request.idParameter("uid");
        return rules.find(id).orElseThrow(() -> notFound(id));
    }

    private static RefusedRequest notFound(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no inhibition rule " + id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Every change is a new edition of the rule, even within one millisecond. */
    private Instant later(Instant before) {
        Instant now = now();
        return now.isAfter(before) ? now : before.plusMillis(1);
    }
}
