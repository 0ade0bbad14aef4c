package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeFixtures;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.RetryPolicy;
import routes.notice.SendResult;

/** Robots that asked to be left alone, and the notices that wait for them, in the store. */
@Tag("slow")
class RobotStopsTest {
    private static final Duration ASKED = Duration.ofSeconds(30);
    private static final RetryPolicy ONE_RETRY = new RetryPolicy(List.of(Duration.ofSeconds(5)), Duration.ofHours(1));
    private static final SendResult THROTTLED = new SendResult.TryLater(FailureReason.THROTTLED, "slow down", ASKED);

    private final WireServer server = WireServer.start();
    private final MongoRobotStops stops = new MongoRobotStops(server.database());
    private final MongoNoticeStore notices = new MongoNoticeStore(server.database(), Duration.ZERO);
    private final Notice notice = NoticeFixtures.aNotice(anEvent().build());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_stop_is_there_for_every_copy_until_it_is_over() {
        stops.stop("Slack A1", NOW.plus(ASKED));

        MongoRobotStops there = new MongoRobotStops(server.database());
        assertThat(there.at(NOW)).containsOnly(Map.entry("Slack A1", NOW.plus(ASKED)));
        assertThat(there.at(NOW.plus(ASKED))).isEmpty();
    }

    @Test
    void a_longer_stop_counts_whichever_came_last() {
        stops.stop("Slack A1", NOW.plus(ASKED));
        stops.stop("Slack A1", NOW.plusSeconds(1));
        assertThat(stops.at(NOW)).containsValue(NOW.plus(ASKED));

        stops.stop("Slack A1", NOW.plusSeconds(60));
        assertThat(stops.at(NOW)).containsOnly(Map.entry("Slack A1", NOW.plusSeconds(60)));
    }

    @Test
    void throttling_costs_no_attempt_however_often() {
        notices.add(List.of(notice));

        for (int round = 0; round < 5; round++) {
            Notice claimed = claim(round);
            assertThat(claimed.attempts()).isEqualTo(1);
            NoticeFinish finish = NoticeFinish.of(
                    THROTTLED,
                    claimed,
                    ONE_RETRY,
                    NOW.plus(ASKED.multipliedBy(round)),
                    new NoticeFinish.Ending(Duration.ZERO, () -> 0.5).paused(ASKED));
            assertThat(finish.state()).isEqualTo(NoticeState.RETRYING);
            assertThat(finish.next()).isEqualTo(NOW.plus(ASKED.multipliedBy(round + 1)));
            assertThat(notices.finish(List.of(new NoticeStore.Finished(claimed, finish))))
                    .containsExactly(true);
        }
        assertThat(shown().getList("attempts", Document.class)).hasSize(5);
    }

    @Test
    void a_notice_that_is_put_off_keeps_its_attempts_and_shows_none() {
        notices.add(List.of(notice));

        Notice claimed = claim(0);
        notices.finish(List.of(new NoticeStore.Finished(claimed, NoticeFinish.putOff(NOW, NOW.plus(ASKED)))));

        assertThat(shown().getInteger("attempt_count")).isZero();
        assertThat(shown().getList("attempts", Document.class)).isEmpty();
        assertThat(shown().getString("reason")).isEqualTo(FailureReason.THROTTLED.wireName());
        assertThat(notices.claim(List.of(notice.id()), claimAt(0))).isEmpty();
        assertThat(claim(1).attempts()).isEqualTo(1);
    }

    @Test
    void age_ends_a_notice_whose_robot_is_throttled_for_ever() {
        NoticeFinish finish = NoticeFinish.of(
                THROTTLED,
                notice,
                ONE_RETRY,
                NOW.plus(Duration.ofHours(1)),
                new NoticeFinish.Ending(Duration.ZERO, () -> 0.5).paused(ASKED));

        assertThat(finish.state()).isEqualTo(NoticeState.DEAD);
        assertThat(finish.reason()).isEqualTo(FailureReason.THROTTLED);
    }

    private Notice claim(int round) {
        return notices.claim(List.of(notice.id()), claimAt(round)).get(0).notice();
    }

    private static NoticeStore.Claim claimAt(int round) {
        return new NoticeStore.Claim(
                "one",
                NOW.plus(ASKED.multipliedBy(round)),
                NOW.plus(ASKED.multipliedBy(round)).plusSeconds(20));
    }

    private Document shown() {
        return server.database().getCollection(CollectionNames.NOTICE).find().first();
    }
}
