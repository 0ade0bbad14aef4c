package routes.subscription;

import java.util.List;

/**
 * A target that an event goes to.
 *
 * @param subscriptionIds every subscription that named it, in natural order; the first decides how it is served
 */
public record MatchedTarget(Subscription.Target target, List<String> subscriptionIds) {
    public MatchedTarget {
        if (subscriptionIds.isEmpty()) {
            throw new IllegalArgumentException("no subscription names the target on " + target.channel());
        }
        subscriptionIds = List.copyOf(subscriptionIds);
    }

    /** The subscription that decides how the target is served: its bot, its headers. */
    public String servedBy() {
        return subscriptionIds.get(0);
    }
}
