package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.OpenBundle;

/** Digests, and groups whose makers are cut off in the middle. */
@Tag("slow")
class BundleFaultsTest extends BundleScene {
    @Test
    void cut_off_after_the_message_was_stored_the_next_sweep_makes_the_same_one() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31), new CutOff(carriers, 1));
        assertThat(stored(one)).containsKey("gather_key");
        Notice late = grouped(2, "shop", NOW.plusSeconds(32));

        sweep(NOW.plusSeconds(33));

        assertThat(carriersStored()).isEqualTo(1);
        assertThat(stored(one)).containsKey("carried_by").doesNotContainKey("gather_key");
        assertThat(stored(late)).as("it was not in the stored message").containsKey("gather_key");
        sweep(NOW.plusSeconds(34).plus(INTERVAL));
        assertThat(carriersStored()).isEqualTo(2);
    }

    @Test
    void a_message_that_was_sent_before_its_notices_left_the_bundle_still_settles_them() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31), new CutOff(carriers, 1));
        finish(claim(onlyCarrier()), NoticeState.SENT, null);
        settle();

        assertThat(stored(one)).containsEntry("state", "SENT").doesNotContainKey("gather_key");
        sweep(NOW.plusSeconds(33));
        assertThat(carriersStored()).isEqualTo(1);
        assertThat(stored(one)).containsEntry("state", "SENT");
    }

    @Test
    void a_repeated_dispatch_changes_nothing() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Document before = stored(one);

        grouped(1, "shop");
        sweep(NOW.plus(INTERVAL).plusSeconds(60));

        assertThat(stored(one)).isEqualTo(before);
        assertThat(carriersStored()).isEqualTo(1);
    }

    @Test
    void what_a_limit_holds_up_is_folded_into_one_digest_and_the_worst_stays_single() {
        List<Notice> waiting = IntStream.range(1, 11)
                .mapToObj(number -> aNotice(anEvent()
                        .numbered(number)
                        .atLevel(number == 7 ? Level.P0 : Level.P2)
                        .build()))
                .toList();
        notices.add(waiting);
        DigestFold fold = new DigestFold(target -> 3, gatherings, Duration.ofMinutes(1), clock(NOW));

        var folded = fold.fold(
                waiting.get(0).orderKey(),
                waiting.stream().map(NoticeQueued::of).toList());

        assertThat(folded).hasSize(8).doesNotContain(waiting.get(6).id());
        assertThat(sweep(NOW)).hasSize(1);
        assertThat(carriersStored()).isEqualTo(1);
        Notice digest = claim(onlyCarrier());
        assertThat(digest.kind()).isEqualTo(NoticeKind.DIGEST);
        assertThat(digest.bundle().orElseThrow().noticeIds()).containsExactlyInAnyOrderElementsOf(folded);
        assertThat(stored(waiting.get(6))).containsEntry("state", "PENDING");
        finish(digest, NoticeState.SENT, null);
        settle();
        assertThat(counted()).isEqualTo(Map.of(NoticeState.SENT, 8L, NoticeState.PENDING, 2L));
    }

    @Test
    void what_is_being_sent_is_folded_no_more() {
        Notice busy = aNotice(anEvent().numbered(1).build());
        notices.add(List.of(busy));
        claim(busy.id());

        assertThat(gatherings.fold(
                        List.of(NoticeQueued.of(busy)), OpenBundle.digest(busy.orderKey(), Duration.ofMinutes(1)), NOW))
                .isEmpty();
        assertThat(stored(busy)).containsEntry("state", "SENDING");
    }

    @Test
    void what_was_folded_by_a_process_that_ended_then_is_found() {
        Notice one = aNotice(anEvent().numbered(1).build());
        notices.add(List.of(one));
        gatherings.fold(List.of(NoticeQueued.of(one)), OpenBundle.digest(one.orderKey(), Duration.ofMinutes(1)), NOW);

        assertThat(sweep(NOW)).as("found, and due at once").hasSize(1);

        assertThat(carrierOf(one)).containsEntry("kind", "digest");
    }
}
