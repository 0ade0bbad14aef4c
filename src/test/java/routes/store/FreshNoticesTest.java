package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.fakes.SampleEvent;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.subscription.Subscription;

class FreshNoticesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final NoticeStore.Claim CLAIM = new NoticeStore.Claim("me", NOW, NOW.plusSeconds(30));

    private final FreshNotices fresh = new FreshNotices(100);

    @Test
    void a_notice_is_handed_out_once_in_its_first_attempt() {
        Notice notice = notice("a");
        fresh.add(notice, 10);

        assertThat(fresh.claimed(List.of(notice.id()), CLAIM)).singleElement().satisfies(claimed -> {
            assertThat(claimed.state()).isEqualTo(NoticeState.SENDING);
            assertThat(claimed.attempts()).isOne();
            assertThat(claimed.owner()).isEqualTo("me");
        });
        assertThat(fresh.claimed(List.of(notice.id()), CLAIM)).isEmpty();
    }

    @Test
    void unless_all_of_them_are_here_none_is_handed_out() {
        Notice notice = notice("a");
        fresh.add(notice, 10);

        assertThat(fresh.claimed(List.of(notice.id(), notice("b").id()), CLAIM)).isEmpty();
    }

    @Test
    void the_oldest_leave_when_it_gets_too_much() {
        List<Notice> notices = List.of(notice("a"), notice("b"), notice("c"));
        notices.forEach(notice -> fresh.add(notice, 40));

        assertThat(fresh.claimed(List.of(notices.get(0).id()), CLAIM)).isEmpty();
        assertThat(fresh.claimed(List.of(notices.get(1).id(), notices.get(2).id()), CLAIM))
                .hasSize(2);
    }

    @Test
    void one_that_is_kept_back_or_too_large_is_left_to_the_store() {
        Notice silenced = notice("a").suppressed("silence:1", "1");
        Notice large = notice("b");
        fresh.add(silenced, 10);
        fresh.add(large, 101);

        assertThat(fresh.claimed(List.of(silenced.id()), CLAIM)).isEmpty();
        assertThat(fresh.claimed(List.of(large.id()), CLAIM)).isEmpty();
    }

    private static Notice notice(String target) {
        return Notice.pending(
                SampleEvent.anEvent().build(),
                new Subscription.Target("Webhook", "https://" + target + ".example/in", null, "event.v1"),
                NoticeFixtures.aSubscription(),
                NOW);
    }
}
