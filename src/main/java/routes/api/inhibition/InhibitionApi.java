package routes.api.inhibition;

import java.time.Clock;
import routes.api.Matchers;
import routes.api.Resource;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.inhibition.InhibitionRule;

/** Operations on inhibition rules. */
public final class InhibitionApi {
    private static final String ID = "uid";

    private final Resource<InhibitionRule> rules;

    /** @param follow makes this copy obey what was written, before the answer */
    public InhibitionApi(Repository<InhibitionRule> rules, Runnable follow, Clock clock) {
        this.rules = new Resource<>(rules, InhibitionRule.class, "inhibition rule", follow, clock);
    }

    public ApiAnswer create(ApiRequest request) {
        return ApiAnswer.created(rules.insert(checked(rules.fresh(request))));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(rules.existing(request, ID));
    }

    public ApiAnswer list(ApiRequest request) {
        return rules.list(request, Query.NEWEST_FIRST);
    }

    /** What it held back and does not hold any more is sent, if it still goes on. */
    public ApiAnswer update(ApiRequest request) {
        InhibitionRule before = rules.existing(request, ID);
        return ApiAnswer.ok(rules.replace(checked(rules.replaced(before, request))));
    }

    /** What it held back is sent, if it still goes on. */
    public ApiAnswer delete(ApiRequest request) {
        InhibitionRule before = rules.existing(request, ID);
        rules.delete(before.id());
        return ApiAnswer.ok(before);
    }

    private static InhibitionRule checked(InhibitionRule rule) {
        Matchers.require("source_matchers", rule.sourceMatchers());
        Matchers.require("target_matchers", rule.targetMatchers());
        return rule;
    }
}
