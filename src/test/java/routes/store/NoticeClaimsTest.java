package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;
import static routes.fixtures.AlarmFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.notice.Notice;
import routes.notice.NoticeStore;
import routes.subscription.Subscription;

/** Who may send a notice, on a wire server behind the real driver. */
@Tag("slow")
class NoticeClaimsTest {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final WireServer server = WireServer.start();
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), GRACE);

    @BeforeEach
    void indexes() {
        StoreIndexes.create(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void of_32_claims_at_once_one_gets_the_notice() throws Exception {
        Notice notice = notice("a");
        notices.add(List.of(notice));
        List<Callable<Integer>> claims = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            NoticeStore.Claim claim = new NoticeStore.Claim("owner-" + i, START, START.plusSeconds(30));
            claims.add(() -> notices.claim(List.of(notice.id()), claim).size());
        }

        ExecutorService owners = Executors.newFixedThreadPool(32);
        int claimed = 0;
        for (Future<Integer> claim : owners.invokeAll(claims)) {
            claimed += claim.get();
        }
        owners.shutdown();

        assertThat(claimed).isOne();
    }

    @Test
    void a_claim_can_be_taken_over_when_its_lease_is_over_and_not_before() {
        Notice notice = notice("a");
        notices.add(List.of(notice));
        notices.claim(List.of(notice.id()), new NoticeStore.Claim("one", START, START.plusSeconds(30)));

        assertThat(notices.claim(
                        List.of(notice.id()),
                        new NoticeStore.Claim("two", START.plusSeconds(29), START.plusSeconds(60))))
                .isEmpty();
        assertThat(notices.claim(
                        List.of(notice.id()),
                        new NoticeStore.Claim("two", START.plusSeconds(30), START.plusSeconds(60))))
                .hasSize(1);
    }

    @Test
    void a_claim_whose_answer_was_lost_is_made_again_under_its_ticket_and_counts_once() {
        Notice notice = notice("a");
        notices.add(List.of(notice));
        NoticeStore.Claim claim = new NoticeStore.Claim("one", START, START.plusSeconds(30));
        notices.claim(List.of(notice.id()), claim);

        List<NoticeStore.Claimed> again = notices.claim(List.of(notice.id()), claim);

        assertThat(again).singleElement().satisfies(found -> {
            assertThat(found.notice().id()).isEqualTo(notice.id());
            assertThat(found.notice().attempts()).isOne();
            assertThat(found.takenOver()).isFalse();
        });
        assertThat(notices.claim(List.of(notice.id()), new NoticeStore.Claim("one", START, START.plusSeconds(30))))
                .isEmpty();
    }

    @Test
    void who_stored_a_notice_claims_what_anybody_else_would_read() {
        Instant now = Instant.parse("2026-11-25T08:00:00.123456Z");
        Notice notice = notice("a");
        notices.add(List.of(notice, notice("b")));
        NoticeStore.Claim claim = new NoticeStore.Claim("me", now, now.plusSeconds(30));

        List<NoticeStore.Claimed> known = notices.claim(List.of(notice.id()), claim);
        List<NoticeStore.Claimed> read =
                new MongoNoticeStore(server.database(), GRACE).claim(List.of(notice.id()), claim);

        assertThat(known).hasSize(1).isEqualTo(read);
    }

    @Test
    void a_notice_that_another_has_claimed_meanwhile_is_not_taken_for_a_fresh_one() {
        Notice notice = notice("a");
        notices.add(List.of(notice));
        NoticeStore other = new MongoNoticeStore(server.database(), GRACE);
        other.claim(List.of(notice.id()), new NoticeStore.Claim("other", START, START.plusSeconds(30)));

        List<NoticeStore.Claimed> early = notices.claim(
                List.of(notice.id()), new NoticeStore.Claim("me", START.plusSeconds(1), START.plusSeconds(31)));
        List<NoticeStore.Claimed> late = notices.claim(
                List.of(notice.id()), new NoticeStore.Claim("me", START.plusSeconds(31), START.plusSeconds(61)));

        assertThat(early).isEmpty();
        assertThat(late).singleElement().satisfies(found -> {
            assertThat(found.notice().attempts()).isEqualTo(2);
            assertThat(found.takenOver()).isTrue();
        });
    }

    private static Notice notice(String target) {
        return Notice.reply(
                anEvent().build(),
                new Subscription.Target("Webhook", "http://target.invalid/" + target, null, "legacy"),
                START);
    }
}
