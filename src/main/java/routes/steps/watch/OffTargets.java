package routes.steps.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import routes.health.selfalarm.Findings;
import routes.health.selfalarm.HubFinding;
import routes.notice.FailingTarget;
import routes.notice.FailingTargets;
import routes.notice.OrderKey;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRegistry;

/** Targets that are switched off, with the subscriptions that name them. */
public final class OffTargets {
    private final FailingTargets targets;
    private final SubscriptionRegistry subscriptions;

    public OffTargets(FailingTargets targets, SubscriptionRegistry subscriptions) {
        this.targets = targets;
        this.subscriptions = subscriptions;
    }

    /** One that no active subscription names any more is forgotten. */
    public List<HubFinding> findings(Instant now) {
        List<HubFinding> found = new ArrayList<>();
        for (FailingTarget target : targets.all()) {
            if (target.off()) {
                Map<String, String> named = namedBy(target.target());
                if (named.isEmpty()) {
                    targets.forget(target.id());
                } else {
                    found.add(Findings.off(target, named, now));
                }
            }
        }
        return found;
    }

    /** Names of subscriptions, by id. @param target an {@link OrderKey} */
    public Map<String, String> namedBy(String target) {
        return subscriptions
                .current()
                .naming(one -> OrderKey.of(one.channel(), one.address()).equals(target))
                .stream()
                .collect(Collectors.toMap(Subscription::id, Subscription::name, (one, same) -> one));
    }
}
