package routes.steps.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.subscription.silence.SilenceFixtures.aSilenceOf;
import static routes.subscription.silence.SilenceFixtures.fixed;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fixtures.MemoryRepository;
import routes.health.heartbeat.HeartbeatFixtures;
import routes.notice.Handling;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeStanding;
import routes.notice.NoticeState;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.Window;
import routes.subscription.inhibition.InhibitionFixtures;
import routes.subscription.inhibition.Inhibitions;
import routes.subscription.silence.SilenceRegistry;

class SilenceGateTest {
    private static final String SILENCE = "5".repeat(24);
    private static final PublishedEvent FIRING =
            anEvent().labelled("host", "web-1").build();
    private static final PublishedEvent RECOVERED =
            anEvent().labelled("host", "web-1").recovered().build();
    private static final PublishedEvent OTHER =
            anEvent().numbered(7).labelled("host", "web-2").build();

    private final Map<String, NoticeStanding> stored = new HashMap<>();
    private final SilenceRegistry book = new SilenceRegistry(
            fixed(aSilenceOf(SILENCE, "host", "web-1")), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
    private final SilenceGate gate = new SilenceGate(MemorySubscriptions.holds(book), ids -> {
        Map<String, NoticeStanding> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        return found;
    });

    @BeforeEach
    void load() {
        book.refresh();
    }

    @Test
    void what_matches_is_suppressed_and_waits_for_the_end_of_the_silence() {
        List<Notice> passed = gate.pass(List.of(notice(FIRING), notice(OTHER)), NOW);

        assertThat(passed).extracting(Notice::state).containsExactly(NoticeState.SUPPRESSED, NoticeState.PENDING);
        assertThat(passed.get(0).handling())
                .isEqualTo(new Handling("silence:" + SILENCE, SILENCE, null, List.of(), null, null));
        assertThat(passed.get(1)).isEqualTo(notice(OTHER));
    }

    @Test
    void a_recovery_in_the_same_batch_shares_the_fate_of_its_firing_and_waits_for_nothing() {
        List<Notice> passed = gate.pass(List.of(notice(FIRING), notice(RECOVERED)), NOW);

        assertThat(passed).extracting(Notice::state).containsOnly(NoticeState.SUPPRESSED);
        assertThat(passed.get(1).handling().heldBy()).isNull();
    }

    @Test
    void a_recovery_goes_to_those_who_were_told_although_it_is_silent_now() {
        stored.put(notice(FIRING).id(), new NoticeStanding(NoticeState.SENT, null));

        List<Notice> passed = gate.pass(List.of(notice(RECOVERED)), NOW);

        assertThat(passed).extracting(Notice::state).containsExactly(NoticeState.PENDING);
    }

    @Test
    void a_recovery_after_the_silence_is_kept_from_those_who_were_not_told() {
        stored.put(notice(FIRING).id(), new NoticeStanding(NoticeState.SUPPRESSED, "silence:" + SILENCE));

        List<Notice> passed = gate.pass(List.of(notice(RECOVERED)), NOW.plusSeconds(7200));

        assertThat(passed.get(0).state()).isEqualTo(NoticeState.SUPPRESSED);
        assertThat(passed.get(0).handling().reason()).isEqualTo("silence:" + SILENCE);
    }

    @Test
    void a_reply_in_a_chat_is_not_held_back() {
        Notice reply = Notice.reply(FIRING, new Target("Lark", "oc_1", "cli_1", null), NOW);

        assertThat(gate.pass(List.of(reply), NOW)).containsExactly(reply);
    }

    private static Notice notice(PublishedEvent event) {
        return NoticeFixtures.aNotice(event);
    }

    @Test
    void a_closed_window_holds_what_its_target_does_not_know_of_yet() {
        SilenceGate closed = closed();

        Notice held = closed.pass(List.of(notice(OTHER)), NOW).get(0);
        PublishedEvent worse =
                anEvent().numbered(7).after(Transition.ESCALATED, 2).build();
        Notice heldAgain = closed.pass(List.of(notice(worse)), NOW).get(0);
        stored.put(notice(OTHER).id(), new NoticeStanding(NoticeState.SENT, null));
        Notice sent = closed.pass(List.of(notice(worse)), NOW).get(0);

        assertThat(held.handling().reason()).isEqualTo("window:" + held.subscriptionId());
        assertThat(held.handling().heldBy()).isEqualTo(held.handling().reason());
        assertThat(heldAgain.state()).isEqualTo(NoticeState.SUPPRESSED);
        assertThat(sent.state()).as("whoever was notified before").isEqualTo(NoticeState.PENDING);
    }

    @Test
    void at_closed_hours_a_recovery_goes_to_those_who_were_notified_and_else_to_nobody_ever() {
        PublishedEvent over = anEvent().numbered(7).recovered().build();

        Notice kept = closed().pass(List.of(notice(OTHER), notice(over)), NOW).get(1);
        stored.put(notice(OTHER).id(), new NoticeStanding(NoticeState.SENT, null));
        Notice sent = closed().pass(List.of(notice(over)), NOW).get(0);

        assertThat(kept.state()).isEqualTo(NoticeState.SUPPRESSED);
        assertThat(kept.handling().heldBy()).isNull();
        assertThat(sent.state()).isEqualTo(NoticeState.PENDING);
    }

    @Test
    void what_an_open_event_inhibits_is_suppressed_with_the_rule_and_that_event_and_its_recovery_stays_quiet() {
        PublishedEvent source = anEvent()
                .numbered(9)
                .labelled("alertname", "HostDown")
                .labelled("host", "web-2")
                .build();
        PublishedEvent over =
                anEvent().numbered(7).labelled("host", "web-2").recovered().build();
        SilenceGate inhibiting = inhibiting(source);

        List<Notice> passed = inhibiting.pass(List.of(notice(OTHER), notice(over)), NOW);
        stored.put(notice(OTHER).id(), new NoticeStanding(NoticeState.SENT, null));
        Notice known = inhibiting.pass(List.of(notice(over)), NOW).get(0);

        String reason = "inhibition:" + InhibitionFixtures.RULE + ":" + source.id();
        assertThat(passed).extracting(Notice::state).containsOnly(NoticeState.SUPPRESSED);
        assertThat(passed).extracting(one -> one.handling().reason()).containsOnly(reason);
        assertThat(passed.get(0).handling().heldBy()).startsWith(reason + ":");
        assertThat(passed.get(1).handling().heldBy()).isNull();
        assertThat(known.state()).as("whoever was notified before").isEqualTo(NoticeState.PENDING);
    }

    @Test
    void a_heartbeat_is_kept_from_people_with_the_watch_that_asked_for_it() {
        PublishedEvent watchdog = anEvent().labelled("alertname", "Watchdog").build();
        SilenceGate watching = new SilenceGate(
                new Holds(
                        book,
                        HeartbeatFixtures.book(HeartbeatFixtures.watchdog()),
                        InhibitionFixtures.none(),
                        MemorySubscriptions.of()),
                ids -> Map.of());

        List<Notice> passed = watching.pass(List.of(notice(watchdog), notice(OTHER)), NOW);

        assertThat(passed).extracting(Notice::state).containsExactly(NoticeState.SUPPRESSED, NoticeState.PENDING);
        assertThat(passed.get(0).handling().reason()).isEqualTo("heartbeat:" + HeartbeatFixtures.WATCH);
    }

    private SilenceGate inhibiting(PublishedEvent source) {
        Inhibitions inhibitions = InhibitionFixtures.loaded(
                MemoryRepository.of(InhibitionFixtures.hostDownHoldsItsHost()), InhibitionFixtures.open(source));
        return new SilenceGate(
                new Holds(book, HeartbeatFixtures.book(), inhibitions, MemorySubscriptions.of()), ids -> {
                    Map<String, NoticeStanding> found = new HashMap<>(stored);
                    found.keySet().retainAll(ids);
                    return found;
                });
    }

    @Test
    void a_silence_comes_before_a_closed_window() {
        assertThat(closed().pass(List.of(notice(FIRING)), NOW).get(0).handling().reason())
                .isEqualTo("silence:" + SILENCE);
    }

    private SilenceGate closed() {
        Subscription closed = NoticeFixtures.aSubscriptionOf(
                        NoticeFixtures.aSubscription().id())
                .holdingOutside(Window.of(List.of(), "11:00", "12:00", ZoneOffset.UTC))
                .build();
        return new SilenceGate(MemorySubscriptions.holds(book, MemorySubscriptions.of(closed)), ids -> {
            Map<String, NoticeStanding> found = new HashMap<>(stored);
            found.keySet().retainAll(ids);
            return found;
        });
    }
}
