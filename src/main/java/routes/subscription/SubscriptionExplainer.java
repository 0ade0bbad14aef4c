package routes.subscription;

import java.time.Instant;
import java.util.List;
import routes.event.PublishedEvent;

/** Says of every subscription, inactive ones too, why it matches an event or not. */
@FunctionalInterface
public interface SubscriptionExplainer {
    List<Explanation> explain(PublishedEvent event, Instant now);
}
