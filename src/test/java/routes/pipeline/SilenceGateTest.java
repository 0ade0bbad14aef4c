package routes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.silence.SilenceFixtures.aSilenceOf;
import static routes.silence.SilenceFixtures.fixed;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.event.PublishedEvent;
import routes.event.Subscription.Target;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeStanding;
import routes.notice.NoticeState;
import routes.silence.SilenceBook;

class SilenceGateTest {
    private static final String SILENCE = "5".repeat(24);
    private static final PublishedEvent FIRING =
            anEvent().labelled("host", "web-1").build();
    private static final PublishedEvent RECOVERED =
            anEvent().labelled("host", "web-1").recovered().build();
    private static final PublishedEvent OTHER =
            anEvent().numbered(7).labelled("host", "web-2").build();

    private final Map<String, NoticeStanding> stored = new HashMap<>();
    private final SilenceBook book = new SilenceBook(
            fixed(aSilenceOf(SILENCE, "host", "web-1")), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
    private final SilenceGate gate = new SilenceGate(book, ids -> {
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
        assertThat(passed.get(0).handling()).isEqualTo(new Notice.Handling("silence:" + SILENCE, SILENCE, null));
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
}
