package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.error.RefusedRequest;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.replay.ReplayOrders;
import routes.store.MongoDeadNotices;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoReplayJobs;

/** Groups, from the notices that go in to what becomes of them. */
@Tag("slow")
class BundleSweepTest extends BundleScene {
    @Test
    void what_shares_the_key_goes_out_as_one_message_after_the_wait() {
        Notice one = grouped(1, "shop");
        Notice two = grouped(2, "shop");
        Notice other = grouped(3, "bank");

        assertThat(sweep(NOW.plusSeconds(29))).isEmpty();
        assertThat(sweep(NOW.plusSeconds(31))).hasSize(2);

        Document shop = stored(one).getString("carried_by") == null ? null : carrierOf(one);
        assertThat(shop).containsEntry("kind", "group").containsEntry("state", "PENDING");
        assertThat(carrierOf(two).getObjectId("_id")).isEqualTo(shop.getObjectId("_id"));
        assertThat(carrierOf(other).getObjectId("_id")).isNotEqualTo(shop.getObjectId("_id"));
        assertThat(stored(one))
                .containsEntry("state", "BUNDLED")
                .containsEntry("reason", "group:" + carrierOf(one).getObjectId("_id"))
                .doesNotContainKeys("gather_key", "due_key");
        assertThat(shop.getString("bundle")).contains("\"shared\":{\"project\":\"shop\"}");
    }

    @Test
    void what_comes_later_waits_for_the_interval_and_an_empty_group_is_forgotten() {
        grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Notice later = grouped(2, "shop", NOW.plusSeconds(40));

        assertThat(sweep(NOW.plusSeconds(100))).isEmpty();
        assertThat(sweep(NOW.plusSeconds(31).plus(INTERVAL))).hasSize(1);
        assertThat(carrierOf(later).getString("kind")).isEqualTo("group");

        sweep(NOW.plus(INTERVAL).plus(INTERVAL).plusSeconds(60));
        assertThat(database.getCollection("veaiops__notice_gathering").countDocuments())
                .isZero();
    }

    @Test
    void carried_notices_are_sent_when_their_message_is_and_not_before() {
        Notice one = grouped(1, "shop");
        sweep(NOW.plusSeconds(31));
        Notice carrier = claim(carrierId(one));
        settle();
        assertThat(stored(one)).containsEntry("state", "BUNDLED");

        finish(carrier, NoticeState.SENT, null);
        settle();
        settle();

        assertThat(stored(one))
                .containsEntry("state", "SENT")
                .containsEntry("out_message_ids", List.of("m1"))
                .containsEntry("reason", "group:" + carrier.id());
        assertThat(stored(one).getList("attempts", Document.class)).hasSize(1);
        assertThat(carrierOf(one)).doesNotContainKeys("settle_key", "dead_key");
    }

    @Test
    void a_dead_message_leaves_its_notices_dead_each_on_its_own_and_is_not_replayed_itself() {
        Notice one = grouped(1, "shop");
        Notice two = grouped(2, "shop");
        sweep(NOW.plusSeconds(31));
        Notice carrier = claim(carrierId(one));

        finish(carrier, NoticeState.DEAD, FailureReason.REJECTED);
        settle();

        assertThat(List.of(stored(one), stored(two))).allSatisfy(dead -> assertThat(dead)
                .containsEntry("state", "DEAD")
                .containsEntry("reason", "rejected")
                .containsKey("dead_key"));
        ReplayOrders orders = new ReplayOrders(
                new MongoReplayJobs(database),
                new MongoDeadNotices(database),
                new MongoDeliveryStatuses(database),
                clock(NOW));
        orders.one(one.id(), "r1", "ann");
        assertThat(stored(one)).containsEntry("state", "PENDING").doesNotContainKey("carried_by");
        assertThatThrownBy(() -> orders.one(carrier.id(), "r2", "ann"))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("replay the notices that it carried");
    }

    @Test
    void the_ledger_counts_what_is_carried_and_not_what_carries() {
        Notice one = grouped(1, "shop");
        grouped(2, "shop");
        assertThat(counted()).isEqualTo(Map.of(NoticeState.BUNDLED, 2L));
        sweep(NOW.plusSeconds(31));
        assertThat(counted()).isEqualTo(Map.of(NoticeState.BUNDLED, 2L));

        finish(claim(carrierId(one)), NoticeState.SENT, null);
        settle();

        assertThat(counted()).isEqualTo(Map.of(NoticeState.SENT, 2L));
    }
}
