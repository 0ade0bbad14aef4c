package routes.notice;

import static routes.fakes.SampleEvent.NOW;

import java.util.List;
import java.util.Set;
import routes.event.PublishedEvent;
import routes.event.Subscription;
import routes.event.Subscription.Target;

/** Notices for tests. */
public final class NoticeFixtures {
    public static final Target HOOK = new Target("Webhook", "https://hook.example/in", null, "event.v1");

    private NoticeFixtures() {}

    /** For one webhook, of one subscription. */
    public static Notice aNotice(PublishedEvent event) {
        return Notice.pending(event, HOOK, aSubscription(), NOW);
    }

    public static Subscription aSubscription() {
        return new Subscription(
                "c".repeat(24),
                "all",
                0,
                "intelligent_threshold_agent",
                true,
                NOW.minusSeconds(3600),
                NOW.plusSeconds(3600),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(HOOK),
                true);
    }
}
