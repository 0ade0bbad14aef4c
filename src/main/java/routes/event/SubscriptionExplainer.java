package routes.event;

import java.time.Instant;
import java.util.List;

/** Says of every subscription, inactive ones too, why it is told of an event or not. */
@FunctionalInterface
public interface SubscriptionExplainer {
    List<Explanation> explain(PublishedEvent event, Instant now);
}
