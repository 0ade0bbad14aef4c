package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.HOOK;
import static routes.notice.NoticeFixtures.aSubscriptionOf;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.alarm.HubAlarm;
import routes.alarm.Level;
import routes.event.EventStatus;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.notice.Cause;
import routes.notice.Cause.Why;
import routes.notice.LastSent;
import routes.notice.Notice;
import routes.notice.Notified;
import routes.notice.OrderKey;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.Window;

/** Who is notified of what becomes of an event, and for which reason. */
class RecipientsTest {
    private static final String ONE = "c".repeat(24);
    private static final String OTHER = "d".repeat(24);
    private static final Target SECOND = new Target("Webhook", "https://hook.example/second", null, "event.v1");
    private static final Notified BEFORE = new Notified(ONE, HOOK.channel(), HOOK.address());
    private static final Window CLOSED = Window.of(List.of(), "11:00", "12:00", ZoneOffset.UTC);

    @ParameterizedTest
    @EnumSource(
            value = Transition.class,
            names = {"ESCALATED", "LEVEL_CHANGED", "RESOLVED", "EXPIRED"})
    void whoever_was_notified_is_notified_whatever_level_project_or_window_became(Transition change) {
        PublishedEvent event =
                anEvent().after(change, 2).atLevel(Level.P0).ofProjects("bank").build();

        for (Subscription unmatched : List.of(
                aSubscriptionOf(ONE).forLevels(Level.P1).build(),
                aSubscriptionOf(ONE).forProjects("shop").build(),
                aSubscriptionOf(ONE).droppingOutside(CLOSED).build())) {
            assertThat(decided(event, List.of(BEFORE), unmatched))
                    .extracting(Notice::target)
                    .containsExactly(HOOK);
            assertThat(decided(event, List.of(), unmatched))
                    .as("not notified before")
                    .isEmpty();
        }
    }

    @Test
    void the_notice_says_which_subscriptions_asked_for_it_and_why() {
        PublishedEvent event = anEvent().recovered().ofProjects("bank").build();

        List<Notice> notices = decided(
                event,
                List.of(BEFORE),
                aSubscriptionOf(ONE).forProjects("shop").build(),
                aSubscriptionOf(OTHER).forProjects("bank").to(HOOK, SECOND).build());

        assertThat(notices).extracting(Notice::target).containsExactlyInAnyOrder(HOOK, SECOND);
        assertThat(notices.get(0).handling().causes())
                .containsExactly(new Cause(OTHER, "all", Why.MATCHED), new Cause(ONE, "all", Why.NOTIFIED_BEFORE));
        assertThat(notices.get(1).handling().causes()).containsExactly(new Cause(OTHER, "all", Why.MATCHED));
    }

    @Test
    void a_subscription_that_is_gone_or_off_or_does_not_name_the_target_any_more_is_not_notified() {
        PublishedEvent event = anEvent().recovered().ofProjects("bank").build();

        assertThat(decided(event, List.of(BEFORE))).isEmpty();
        assertThat(decided(
                        event,
                        List.of(BEFORE),
                        aSubscriptionOf(ONE).switchedOff().build()))
                .isEmpty();
        assertThat(decided(
                        event,
                        List.of(BEFORE),
                        aSubscriptionOf(ONE).forProjects("shop").to(SECOND).build()))
                .isEmpty();
    }

    @Test
    void one_that_wants_no_recoveries_is_notified_of_an_escalation_only() {
        Subscription rule =
                aSubscriptionOf(ONE).forProjects("shop").withoutRecoveries().build();

        assertThat(decided(anEvent().recovered().ofProjects("bank").build(), List.of(BEFORE), rule))
                .isEmpty();
        assertThat(decided(
                        anEvent()
                                .after(Transition.ESCALATED, 2)
                                .ofProjects("bank")
                                .build(),
                        List.of(BEFORE),
                        rule))
                .hasSize(1);
    }

    @Test
    void a_target_is_served_by_a_subscription_whose_windows_are_open() {
        List<Notice> notices = decided(
                anEvent().build(),
                List.of(),
                aSubscriptionOf(ONE).holdingOutside(CLOSED).build(),
                aSubscriptionOf(OTHER).build());

        assertThat(notices).extracting(Notice::subscriptionId).containsExactly(OTHER);
    }

    @Test
    void that_a_target_is_off_goes_to_the_other_targets_of_its_subscriptions_whatever_they_want() {
        PublishedEvent off = anEvent()
                .ofProjects("bank")
                .from(HubAlarm.SOURCE)
                .labelled(HubAlarm.TARGET, OrderKey.of(HOOK.channel(), HOOK.address()))
                .labelled(HubAlarm.SUBSCRIPTIONS, ONE)
                .build();
        Subscription owner =
                aSubscriptionOf(ONE).forProjects("shop").to(HOOK, SECOND).build();

        List<Notice> notices = decided(off, List.of(), owner);

        assertThat(notices).extracting(Notice::target).containsExactly(SECOND);
        assertThat(notices.get(0).handling().causes()).containsExactly(new Cause(ONE, "all", Why.OWNER));
        assertThat(decided(
                        off,
                        List.of(),
                        aSubscriptionOf(ONE).forProjects("shop").to(HOOK).build()))
                .isEmpty();
        PublishedEvent foreign = anEvent()
                .ofProjects("bank")
                .labelled(HubAlarm.SUBSCRIPTIONS, ONE)
                .build();
        assertThat(decided(foreign, List.of(), owner))
                .as("labels of senders mean nothing")
                .isEmpty();
    }

    private static List<Notice> decided(PublishedEvent event, List<Notified> before, Subscription... rules) {
        Recipients recipients = new Recipients(
                MemorySubscriptions.of(rules), new InterestRestraint(new EmptyLog()), source -> false, true);
        Recipients.Decision decision = recipients.of(event, new ArrayList<>(before), NOW);
        assertThat(decision.status())
                .isEqualTo(decision.notices().isEmpty() ? EventStatus.NONE_DISPATCH : EventStatus.SUBSCRIBED);
        return decision.notices();
    }

    private static final class EmptyLog implements LastSent {
        @Override
        public Optional<Sent> last(String matter) {
            return Optional.empty();
        }

        @Override
        public void remember(String matter, Sent sent) {}
    }
}
