package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.RetryPolicy;
import routes.notice.RobotStops;
import routes.notice.SendResult;
import routes.notice.VendorReply;
import routes.subscription.Subscription;

class ThrottlesTest {
    private static final RetryPolicy POLICY = new RetryPolicy(
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofHours(1)), Duration.ofHours(6));
    private static final Duration ASKED = Duration.ofSeconds(30);
    private static final SendResult THROTTLED = new SendResult.TryLater(FailureReason.THROTTLED, "slow down", ASKED);

    private final RobotStops stops = new StopsInMemory();
    private final Throttles here = at(NOW);
    private final Notice notice = to("Slack", "C1", "A1");

    @Test
    void every_chat_of_the_robot_waits_and_those_of_another_do_not() {
        here.learn(notice, THROTTLED, POLICY);

        assertThat(here.wait(notice)).isEqualTo(ASKED);
        assertThat(here.wait(to("Slack", "C2", "A1"))).isEqualTo(ASKED);
        assertThat(here.wait("Slack C2")).isEqualTo(ASKED);
        assertThat(here.wait(to("Slack", "C3", "A2"))).isZero();
        assertThat(here.wait(to("DingTalk", "C1", "A1"))).isZero();
    }

    @Test
    void a_limit_of_one_chat_stops_that_chat_alone_on_every_copy() {
        Throttles there = at(NOW.plusSeconds(10));
        here.learn(
                notice, new SendResult.TryLater(FailureReason.THROTTLED, VendorReply.of("chat"), ASKED, true), POLICY);
        there.refresh();

        assertThat(here.wait(notice)).isEqualTo(ASKED);
        assertThat(here.wait(notice.orderKey())).isEqualTo(ASKED);
        assertThat(here.wait(to("Slack", "C2", "A1"))).isZero();
        assertThat(there.wait(notice)).isEqualTo(Duration.ofSeconds(20));
        assertThat(there.wait(to("Slack", "C2", "A1"))).isZero();
    }

    @Test
    void a_chat_that_names_no_time_is_left_alone_longer_each_time_until_a_message_gets_through() {
        SendResult unsaid = new SendResult.TryLater(FailureReason.THROTTLED, VendorReply.of("chat"), null, true);

        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(5));
        assertThat(here.learn(to("Slack", "C2", "A1"), unsaid, POLICY)).hasValue(Duration.ofSeconds(5));
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(15));
        here.learn(notice, new SendResult.Sent(List.of("1")), POLICY);
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void every_url_of_the_host_waits_without_a_bot() {
        here.learn(to("Webhook", "https://hooks.example/a", null), THROTTLED, POLICY);

        assertThat(here.wait("Webhook https://hooks.example/~1")).isEqualTo(ASKED);
        assertThat(here.wait("Webhook https://other.example/~1")).isZero();
    }

    @Test
    void other_copies_know_it_from_their_next_round_of_claims() {
        Throttles there = at(NOW.plusSeconds(10));
        here.learn(notice, THROTTLED, POLICY);

        there.refresh();

        assertThat(there.wait(notice)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void it_is_over_when_the_time_is() {
        here.learn(notice, THROTTLED, POLICY);
        Throttles later = at(NOW.plus(ASKED));
        later.refresh();

        assertThat(later.wait(notice)).isZero();
    }

    @Test
    void a_shorter_wish_does_not_end_a_longer_one() {
        here.learn(notice, THROTTLED, POLICY);
        here.learn(
                notice, new SendResult.TryLater(FailureReason.THROTTLED, "slow down", Duration.ofSeconds(1)), POLICY);

        assertThat(here.wait(notice)).isEqualTo(ASKED);
    }

    @Test
    void who_names_no_time_is_left_alone_longer_each_time_until_a_message_gets_through() {
        SendResult unsaid = new SendResult.TryLater(FailureReason.THROTTLED, "too fast", null);

        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(5));
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(15));
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofMinutes(1));
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofMinutes(1));
        here.learn(notice, new SendResult.Sent(List.of("1")), POLICY);
        assertThat(here.learn(notice, unsaid, POLICY)).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void a_wish_of_a_year_is_heeded_as_long_as_the_longest_delay() {
        SendResult year = new SendResult.TryLater(FailureReason.THROTTLED, "later", Duration.ofDays(365));

        assertThat(here.learn(notice, year, POLICY)).hasValue(Duration.ofHours(1));
    }

    @Test
    void a_server_that_names_a_time_is_left_alone_too() {
        SendResult away = new SendResult.TryLater(FailureReason.SERVER_ERROR, "maintenance", ASKED);

        assertThat(here.learn(notice, away, POLICY)).hasValue(ASKED);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "CONNECTION", "SERVER_ERROR", "UNKNOWN", "AUTH"})
    void other_failures_stop_no_robot(FailureReason reason) {
        assertThat(here.learn(notice, new SendResult.TryLater(reason, "no", null), POLICY))
                .isEmpty();
        assertThat(here.wait(notice)).isZero();
    }

    @Test
    void a_copy_without_its_store_goes_by_what_it_knows() {
        Throttles cutOff = new Throttles(
                new RobotStops() {
                    @Override
                    public Map<String, Instant> at(Instant now) {
                        throw new IllegalStateException("away");
                    }

                    @Override
                    public void stop(String robot, Instant until) {
                        throw new IllegalStateException("away");
                    }
                },
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatNoException().isThrownBy(cutOff::refresh);
        cutOff.learn(notice, THROTTLED, POLICY);

        assertThat(cutOff.wait(notice)).isEqualTo(ASKED);
    }

    private Throttles at(Instant now) {
        return new Throttles(stops, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Notice to(String channel, String address, String bot) {
        return Notice.reply(anEvent().build(), new Subscription.Target(channel, address, bot, null), NOW);
    }
}
