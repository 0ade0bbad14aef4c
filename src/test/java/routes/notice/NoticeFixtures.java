package routes.notice;

import static routes.fakes.SampleEvent.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import routes.alarm.Level;
import routes.event.PublishedEvent;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.Window;

/** Notices for tests. */
public final class NoticeFixtures {
    public static final Target HOOK = new Target("Webhook", "https://hook.example/in", null, "event.v1");

    private NoticeFixtures() {}

    /** For one webhook, of one subscription. */
    public static Notice aNotice(PublishedEvent event) {
        return Notice.pending(event, HOOK, aSubscription(), NOW);
    }

    public static Subscription aSubscription() {
        return aSubscriptionOf("c".repeat(24)).build();
    }

    public static SubscriptionSample aSubscriptionOf(String id) {
        return new SubscriptionSample(id);
    }

    /** A subscription for one webhook, in words. */
    public static final class SubscriptionSample {
        private final String id;
        private boolean active = true;
        private Set<Level> levels = Set.of();
        private Set<String> projects = Set.of();
        private List<Target> targets = List.of(HOOK);
        private boolean resolved = true;
        private Subscription.Pace pace = Subscription.Pace.PLAIN;
        private Subscription.Hours hours = Subscription.Hours.ALWAYS;

        private SubscriptionSample(String id) {
            this.id = id;
        }

        public SubscriptionSample switchedOff() {
            active = false;
            return this;
        }

        public SubscriptionSample forLevels(Level... wanted) {
            levels = Set.of(wanted);
            return this;
        }

        public SubscriptionSample forProjects(String... wanted) {
            projects = Set.of(wanted);
            return this;
        }

        public SubscriptionSample to(Target... places) {
            targets = List.of(places);
            return this;
        }

        public SubscriptionSample withoutRecoveries() {
            resolved = false;
            return this;
        }

        public SubscriptionSample recoveriesAfter(Duration wait) {
            pace = new Subscription.Pace(null, null, wait);
            return this;
        }

        public SubscriptionSample holdingOutside(Window... windows) {
            hours = new Subscription.Hours(List.of(windows), true);
            return this;
        }

        public SubscriptionSample droppingOutside(Window... windows) {
            hours = new Subscription.Hours(List.of(windows), false);
            return this;
        }

        public Subscription build() {
            return new Subscription(
                    id,
                    "all",
                    0,
                    "intelligent_threshold_agent",
                    active,
                    NOW.minusSeconds(3600),
                    NOW.plusSeconds(3600),
                    levels,
                    projects,
                    Set.of(),
                    Set.of(),
                    targets,
                    resolved,
                    pace,
                    Subscription.Wording.USUAL,
                    List.of(),
                    hours);
        }
    }
}
