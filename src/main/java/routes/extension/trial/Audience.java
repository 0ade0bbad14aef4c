package routes.extension.trial;

import java.time.Instant;
import java.util.List;
import routes.event.PublishedEvent;
import routes.subscription.Explanation;

/** Who is notified of a change, and with what. Changes nothing. */
@FunctionalInterface
public interface Audience {
    Notified of(PublishedEvent event, Instant now);

    /**
     * @param subscriptions every subscription, with the clause that fails for those that do not match
     * @param notices one for each target
     */
    record Notified(List<Explanation> subscriptions, List<TrialNotice> notices) {
        public static final Notified NONE = new Notified(List.of(), List.of());

        public Notified {
            subscriptions = List.copyOf(subscriptions);
            notices = List.copyOf(notices);
        }
    }
}
