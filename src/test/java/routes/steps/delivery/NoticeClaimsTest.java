package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import routes.notice.Notice;
import routes.notice.NoticeStore;

/** What becomes of a claim whose answer does not arrive. */
class NoticeClaimsTest {
    private static final NoticeClaims.Owner OWNER = new NoticeClaims.Owner(
            "me", Duration.ofSeconds(30), Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_claim_whose_answer_was_lost_is_made_again_under_the_same_ticket() {
        Answers store = new Answers(1);
        try (NoticeClaims claims = claims(store)) {
            claims.claim("64b0000000000000000000aa");
        }

        assertThat(store.asked).hasSize(2);
        assertThat(store.asked.get(1)).isEqualTo(store.asked.get(0));
    }

    @Test
    void a_claim_that_fails_again_is_given_up_and_the_next_one_is_another() {
        Answers store = new Answers(2);
        try (NoticeClaims claims = claims(store)) {
            assertThatThrownBy(() -> claims.claim("64b0000000000000000000aa")).hasMessage("no answer");
            claims.claim("64b0000000000000000000aa");
        }

        assertThat(store.asked.get(2).ticket()).isNotEqualTo(store.asked.get(0).ticket());
    }

    private static NoticeClaims claims(NoticeStore store) {
        return new NoticeClaims(
                store,
                null,
                OWNER,
                new Throttles(new StopsInMemory(), Clock.systemUTC()),
                Executors::newSingleThreadExecutor);
    }

    /** A store whose first answers are lost. */
    private static final class Answers implements NoticeStore {
        private final List<Claim> asked = new ArrayList<>();
        private final int lost;

        Answers(int lost) {
            this.lost = lost;
        }

        @Override
        public List<Claimed> claim(Collection<String> ids, Claim claim) {
            asked.add(claim);
            if (asked.size() <= lost) {
                throw new IllegalStateException("no answer");
            }
            return List.of();
        }

        @Override
        public void add(List<Notice> notices) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Boolean> finish(List<Finished> attempts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Due> due(Instant now, int limit, Instant again) {
            throw new UnsupportedOperationException();
        }
    }
}
