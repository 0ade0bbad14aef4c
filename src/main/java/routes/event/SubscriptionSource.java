package routes.event;

import java.util.List;

/** Where the subscriptions come from. Both methods throw when the store is away. */
public interface SubscriptionSource {
    /** A number that moves after every change of what {@link #load()} gives. */
    long version();

    /** Every subscription, inactive ones too, with the targets of its active strategies. */
    List<Subscription> load();
}
