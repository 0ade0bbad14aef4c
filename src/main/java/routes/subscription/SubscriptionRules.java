package routes.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.common.repository.Listed;

/** The store of subscriptions. A write is matched by this copy when it returns, and by the others soon after. Throws when the store is away. */
public interface SubscriptionRules {
    /** A fresh id: secrets are bound to it before the subscription is stored. */
    String newId();

    void insert(SubscriptionRule rule);

    Optional<SubscriptionRule> find(String id);

    Listed<SubscriptionRule> list(RuleFilter filter, int skip, int limit);

    /**
     * Writes the named fields only.
     *
     * @param fields names on the wire, which are the stored ones
     * @return whether the subscription exists
     */
    boolean update(SubscriptionRule rule, Set<String> fields);

    boolean activate(String id, boolean active, Instant now);

    boolean delete(String id);

    /** Names of the subscriptions that use the strategy. */
    List<String> namesUsing(String strategyId);
}
