package routes.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Why a subscription matches an event, or not.
 *
 * @param failed the first clause that failed; null when all hold
 * @param wanted what the subscription asks for in that clause
 * @param found what the event has
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String subscriptionId,
        String name,
        boolean matched,
        @Nullable Clause failed,
        @Nullable String wanted,
        @Nullable String found) {

    /** Of a subscription that asked for a notice, as it was called then. */
    public static Explanation recorded(String subscriptionId, String name) {
        return new Explanation(subscriptionId, name, true, null, null, null);
    }

    static Explanation matched(Subscription subscription) {
        return new Explanation(subscription.id(), subscription.name(), true, null, null, null);
    }

    static Explanation failed(Subscription subscription, Clause clause, Object wanted, Object found) {
        return new Explanation(
                subscription.id(), subscription.name(), false, clause, wanted.toString(), found.toString());
    }
}
