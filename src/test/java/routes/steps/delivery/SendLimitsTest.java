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
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
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
    private static final CamelContext CONTEXT = new DefaultCamelContext();

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(CALLS)
            .minimumNumberOfCalls(CALLS)
            .failureRateThreshold(70)
            .waitDurationInOpenState(Duration.ofMinutes(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
    private final List<String> written = new ArrayList<>();
    private Supplier<Duration> room = () -> Duration.ofSeconds(7);
    private final Map<String, List<Rate>> rateOf = Map.of(ROBOT, Rate.list("1/1m"));

    @Test
    void a_host_that_fails_is_left_alone_with_all_its_targets_and_other_hosts_are_not() {
        SendLimits limits = limits();

        fail(limits, FailureReason.TIMEOUT);

        assertThat(wait(limits, BROKEN)).isPositive();
        assertThat(wait(limits, NEIGHBOUR)).isPositive();
        assertThat(wait(limits, HEALTHY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "AUTH", "REJECTED", "REDIRECT", "UNKNOWN"})
    void an_answer_that_shows_the_host_alive_does_not_count_against_it(FailureReason reason) {
        SendLimits limits = limits();

        fail(limits, reason);

        assertThat(wait(limits, BROKEN)).isZero();
    }

    @Test
    void one_call_finds_out_whether_the_host_is_back() {
        SendLimits limits = limits();
        fail(limits, FailureReason.CONNECTION);
        breakers.circuitBreaker("broken.example").transitionToHalfOpenState();

        assertThat(wait(limits, BROKEN)).isZero();
        assertThat(wait(limits, NEIGHBOUR)).isPositive();

        limits.report(BROKEN, new SendResult.Sent(List.of("1")), Duration.ZERO);
        assertThat(wait(limits, NEIGHBOUR)).isZero();
    }

    @Test
    void a_permission_that_was_not_used_is_there_for_the_next() {
        SendLimits limits = limits();
        fail(limits, FailureReason.CONNECTION);
        breakers.circuitBreaker("broken.example").transitionToHalfOpenState();
        assertThat(wait(limits, BROKEN)).isZero();

        limits.unused(BROKEN);

        assertThat(wait(limits, BROKEN)).isZero();
    }

    @Test
    void a_limited_target_waits_as_long_as_its_log_says_and_others_do_not() {
        SendLimits limits = limits();

        assertThat(wait(limits, ROBOT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(wait(limits, HEALTHY)).isZero();
    }

    @Test
    void a_limited_target_waits_while_the_log_cannot_be_read() {
        room = () -> {
            throw new IllegalStateException("away");
        };

        assertThat(wait(limits(), ROBOT)).isPositive();
    }

    @Test
    void the_log_is_written_when_a_call_to_a_limited_target_ends_or_does_not_take_place() {
        SendLimits limits = limits();

        limits.report(ROBOT, new SendResult.Sent(List.of("1")), Duration.ZERO);
        limits.unused(ROBOT);
        limits.report(HEALTHY, new SendResult.Sent(List.of("1")), Duration.ZERO);

        assertThat(written).containsExactly("ended " + ROBOT, "unused " + ROBOT);
    }

    @Test
    void a_log_that_cannot_be_written_does_not_undo_what_was_sent() {
        written.add(AWAY);

        assertThatNoException()
                .isThrownBy(() -> limits().report(ROBOT, new SendResult.Sent(List.of("1")), Duration.ZERO));
    }

    private SendLimits limits() {
        return new SendLimits(
                breakers,
                target -> rateOf.getOrDefault(target, List.of()),
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
            write("ended " + target);
        }

        @Override
        public void unused(String target) {
            write("unused " + target);
        }

        private void write(String what) {
            if (written.contains(AWAY)) {
                throw new IllegalStateException(AWAY);
            }
            written.add(what);
        }
    }

    /** How long the steps in front of a claim let a target wait. */
    private static Duration wait(SendLimits limits, String target) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        SendLimits.begin(exchange, target);
        limits.pause(exchange);
        limits.breaker(exchange);
        limits.rate(exchange);
        return SendLimits.held(exchange).orElse(Duration.ZERO);
    }

    private static void fail(SendLimits limits, FailureReason reason) {
        for (int i = 0; i < CALLS; i++) {
            wait(limits, BROKEN);
            limits.report(BROKEN, new SendResult.TryLater(reason, "it failed", null), Duration.ZERO);
        }
    }
}
