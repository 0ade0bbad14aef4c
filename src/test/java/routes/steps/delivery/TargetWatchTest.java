package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.Outbound;
import routes.fixtures.ManualClock;
import routes.notice.FailingTarget;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.store.MongoFailingTargets;
import routes.store.WireServer;
import routes.subscription.Subscription;

/** When a target is switched off, and when it is not. */
@Tag("slow")
class TargetWatchTest {
    private static final WireServer STORE = WireServer.start();
    private static final Notice NOTICE = Notice.reply(
            anEvent().build(), new Subscription.Target("Webhook", "https://hook.example/s3cret", null, "legacy"), NOW);

    private final MongoFailingTargets targets = new MongoFailingTargets(STORE.database());
    private final ManualClock clock = new ManualClock(NOW);
    private final TargetWatch watch = new TargetWatch(targets, Duration.ofDays(5), clock);

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @BeforeEach
    void empty() {
        STORE.database().getCollection("veaiops__failing_target").deleteMany(new Document());
    }

    @ParameterizedTest
    @CsvSource({"10, 120, true", "9, 120, false", "30, 119, false", "500, 1, false"})
    void days_of_failure_switch_it_off_when_it_was_really_tried(int failures, int hours, boolean off) {
        for (int call = 1; call < failures; call++) {
            watch.learn(NOTICE, failure());
        }
        clock.advance(Duration.ofHours(hours));
        watch.learn(NOTICE, failure());

        assertThat(isOff(watch)).isEqualTo(off);
        assertThat(isOff(new TargetWatch(targets, Duration.ofDays(5), clock)))
                .as("in another copy")
                .isEqualTo(off);
    }

    @Test
    void a_success_in_between_begins_the_count_anew_and_throttling_is_no_failure() {
        fail(20);
        clock.advance(Duration.ofDays(4));
        watch.learn(NOTICE, new SendResult.Sent(List.of("m1")));
        assertThat(targets.all()).isEmpty();

        clock.advance(Duration.ofDays(4));
        fail(20);
        watch.learn(NOTICE, new SendResult.TryLater(FailureReason.THROTTLED, "slow down", null));

        assertThat(isOff(watch)).isFalse();
        assertThat(targets.all())
                .singleElement()
                .extracting(FailingTarget::failures)
                .isEqualTo(20L);
    }

    @Test
    void what_says_that_it_is_gone_is_off_at_once_unless_the_setting_is_zero() {
        SendResult gone = new SendResult.Refused(FailureReason.GONE, "HTTP 410");
        TargetWatch never = new TargetWatch(targets, Duration.ZERO, clock);

        never.learn(NOTICE, gone);
        assertThat(isOff(never)).isFalse();
        watch.learn(NOTICE, gone);

        assertThat(isOff(watch)).isTrue();
        assertThat(targets.all().get(0).toString()).doesNotContain("s3cret");
    }

    private void fail(int times) {
        for (int call = 0; call < times; call++) {
            watch.learn(NOTICE, failure());
        }
    }

    private static SendResult failure() {
        return new SendResult.TryLater(FailureReason.SERVER_ERROR, "HTTP 500", null);
    }

    private static boolean isOff(TargetWatch watch) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Outbound.begin(exchange, NOTICE);
        watch.check(exchange);
        return Outbound.result(exchange).isPresent();
    }
}
