package routes.subscription;

import java.util.List;
import java.util.Optional;

/** Where the subscriptions come from. All methods throw when the store is away. */
public interface SubscriptionSource {
    /** A number that moves after every change of what {@link #load()} gives. */
    long version();

    /** Every subscription, inactive ones too, with the targets of its active strategies. */
    List<Subscription> load();

    /** One of them, if it is still there, with the given place in natural order. */
    Optional<Subscription> find(String id, int order);
}
