package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.notice.FailureReason;
import routes.notice.Rate;
import routes.notice.SendLog;
import routes.notice.SendResult;

class SendLimitsTest {
    private static final String BROKEN = "Webhook http://broken.example/a";
    private static final String NEIGHBOUR = "Webhook http://broken.example/b";
    private static final String HEALTHY = "Webhook http://healthy.example/";
    private static final String ROBOT = "Lark oc_1";
    private static final String AWAY = "away";
    private static final int CALLS = 4;

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(CALLS)
            .minimumNumberOfCalls(CALLS)
            .failureRateThreshold(70)
            .waitDurationInOpenState(Duration.ofMinutes(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
    private final List<String> told = new ArrayList<>();
    private Supplier<Duration> room = () -> Duration.ofSeconds(7);
    private final Map<String, List<Rate>> limits = Map.of(ROBOT, Rate.list("1/1m"));

    @Test
    void a_host_that_fails_is_left_alone_with_all_its_targets_and_nobody_else_is() {
        SendLimits gatekeeper = gatekeeper();

        fail(gatekeeper, FailureReason.TIMEOUT);

        assertThat(gatekeeper.ask(BROKEN)).isPositive();
        assertThat(gatekeeper.ask(NEIGHBOUR)).isPositive();
        assertThat(gatekeeper.ask(HEALTHY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "AUTH", "REJECTED", "REDIRECT", "UNKNOWN"})
    void an_answer_that_shows_the_host_alive_does_not_count_against_it(FailureReason reason) {
        SendLimits gatekeeper = gatekeeper();

        fail(gatekeeper, reason);

        assertThat(gatekeeper.ask(BROKEN)).isZero();
    }

    @Test
    void one_call_looks_whether_the_host_is_back() {
        SendLimits gatekeeper = gatekeeper();
        fail(gatekeeper, FailureReason.CONNECTION);
        breakers.circuitBreaker("broken.example").transitionToHalfOpenState();

        assertThat(gatekeeper.ask(BROKEN)).isZero();
        assertThat(gatekeeper.ask(NEIGHBOUR)).isPositive();

        gatekeeper.report(BROKEN, new SendResult.Sent(List.of("1")), Duration.ZERO);
        assertThat(gatekeeper.ask(NEIGHBOUR)).isZero();
    }

    @Test
    void a_permission_that_was_not_used_is_there_for_the_next() {
        SendLimits gatekeeper = gatekeeper();
        fail(gatekeeper, FailureReason.CONNECTION);
        breakers.circuitBreaker("broken.example").transitionToHalfOpenState();
        assertThat(gatekeeper.ask(BROKEN)).isZero();

        gatekeeper.unused(BROKEN);

        assertThat(gatekeeper.ask(BROKEN)).isZero();
    }

    @Test
    void a_limited_target_waits_as_long_as_its_log_says_and_others_are_not_asked() {
        SendLimits gatekeeper = gatekeeper();

        assertThat(gatekeeper.ask(ROBOT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(gatekeeper.ask(HEALTHY)).isZero();
    }

    @Test
    void a_limited_target_waits_while_the_log_cannot_be_read() {
        room = () -> {
            throw new IllegalStateException("away");
        };

        assertThat(gatekeeper().ask(ROBOT)).isPositive();
    }

    @Test
    void the_log_hears_when_a_call_to_a_limited_target_ends_or_does_not_take_place() {
        SendLimits gatekeeper = gatekeeper();

        gatekeeper.report(ROBOT, new SendResult.Sent(List.of("1")), Duration.ZERO);
        gatekeeper.unused(ROBOT);
        gatekeeper.report(HEALTHY, new SendResult.Sent(List.of("1")), Duration.ZERO);

        assertThat(told).containsExactly("ended " + ROBOT, "unused " + ROBOT);
    }

    @Test
    void a_log_that_cannot_be_written_does_not_undo_what_was_sent() {
        told.add(AWAY);

        assertThatNoException()
                .isThrownBy(() -> gatekeeper().report(ROBOT, new SendResult.Sent(List.of("1")), Duration.ZERO));
    }

    private SendLimits gatekeeper() {
        return new SendLimits(
                breakers,
                target -> limits.getOrDefault(target, List.of()),
                new Log(),
                new Throttles(new StopsInMemory(), Clock.systemUTC()),
                Clock.systemUTC());
    }

    private final class Log implements SendLog {
        @Override
        public Duration enter(String target, List<Rate> rates, Instant now) {
            return room.get();
        }

        @Override
        public void ended(String target, Instant now) {
            tell("ended " + target);
        }

        @Override
        public void unused(String target) {
            tell("unused " + target);
        }

        private void tell(String what) {
            if (told.contains(AWAY)) {
                throw new IllegalStateException(AWAY);
            }
            told.add(what);
        }
    }

    private static void fail(SendLimits gatekeeper, FailureReason reason) {
        for (int i = 0; i < CALLS; i++) {
            gatekeeper.ask(BROKEN);
            gatekeeper.report(BROKEN, new SendResult.TryLater(reason, "it failed", null), Duration.ZERO);
        }
    }
}
