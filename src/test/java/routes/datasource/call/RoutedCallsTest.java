package routes.datasource.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;
import routes.fixtures.ManualClock;

class RoutedCallsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(4)
            .minimumNumberOfCalls(4)
            .failureRateThreshold(70)
            .build();

    private final ManualClock clock = new ManualClock(NOW);
    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<Supplier<PlatformAnswer>> platform = new ArrayDeque<>();
    private final Deque<Duration> waits = new ArrayDeque<>();
    private int asked;

    @Test
    void a_read_that_brought_no_answer_is_tried_again_with_growing_pauses() {
        platform.add(failing(new PlatformFailure.Unavailable("no answer in time", "timeout")));
        platform.add(failing(new PlatformFailure.Unavailable("no answer in time", "timeout")));
        platform.add(answering(200));

        assertThat(calls().ask(question(true))).isEqualTo(200);

        assertThat(pauses).containsExactly(Duration.ofMillis(750), Duration.ofMillis(1500));
    }

    @Test
    void a_write_that_brought_no_answer_is_not_tried_again() {
        platform.add(failing(new PlatformFailure.Unavailable("no answer in time", "timeout")));

        assertThatThrownBy(() -> calls().ask(question(false))).hasMessage("no answer in time");

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void a_write_that_the_platform_throttled_was_not_done_and_is_tried_again_when_the_platform_says() {
        platform.add(failing(new PlatformFailure.Throttled("429", "slow down", NOW.plusSeconds(7))));
        platform.add(answering(200));

        assertThat(calls().ask(question(false))).isEqualTo(200);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void a_platform_that_asks_for_an_hour_is_not_waited_for() {
        platform.add(failing(new PlatformFailure.Throttled("429", "slow down", NOW.plusSeconds(3600))));

        assertThatThrownBy(() -> calls().ask(question(true))).isInstanceOf(PlatformFailure.Throttled.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void a_refusal_is_final() {
        platform.add(failing(new PlatformFailure.BadRequest("-32602", "Invalid params.")));

        assertThatThrownBy(() -> calls().ask(question(true))).isInstanceOf(PlatformFailure.BadRequest.class);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void attempts_end() {
        for (int i = 0; i < 4; i++) {
            platform.add(failing(new PlatformFailure.Unavailable("away", null)));
        }

        assertThatThrownBy(() -> calls().ask(question(true))).hasMessage("away");

        assertThat(asked).isEqualTo(4);
    }

    @Test
    void a_call_waits_for_its_turn_and_no_longer_than_its_patience() {
        RoutedCalls calls = calls();
        waits.addAll(List.of(Duration.ofMillis(100), Duration.ofMillis(50)));
        platform.add(answering(200));

        assertThat(calls.ask(question(true))).isEqualTo(200);
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(50));

        for (int i = 0; i < 4; i++) {
            waits.add(Duration.ofSeconds(40));
        }
        assertThatThrownBy(() -> calls.ask(question(true)))
                .isInstanceOf(PlatformFailure.Throttled.class)
                .hasMessageContaining("10 a second");
    }

    @Test
    void an_account_whose_calls_fail_is_left_alone_and_others_are_not() {
        RoutedCalls calls = calls();
        for (int i = 0; i < 4; i++) {
            platform.add(failing(new PlatformFailure.Unavailable("away", null)));
            assertThatThrownBy(() -> calls.ask(question(false))).hasMessage("away");
        }

        assertThatThrownBy(() -> calls.ask(question(false))).hasMessageContaining("left alone");
        assertThat(asked).isEqualTo(4);

        platform.add(answering(200));
        assertThat(calls.ask(question("another", true))).isEqualTo(200);
    }

    private RoutedCalls calls() {
        CallBudget budget = (group, perSecond, now) -> waits.isEmpty() ? Duration.ZERO : waits.poll();
        RetryLimits patience =
                new RetryLimits(Duration.ofSeconds(30), 4, Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.5);
        return new RoutedCalls(
                (route, request) -> {
                    assertThat(route).isEqualTo("datasource-zabbix");
                    asked++;
                    return platform.remove().get();
                },
                budget,
                BREAKER,
                patience,
                new RoutedCalls.Waiting(
                        time -> {
                            pauses.add(time);
                            clock.advance(time);
                        },
                        clock));
    }

    private static PlatformQuestion<Integer> question(boolean repeatable) {
        return question("one", repeatable);
    }

    private static PlatformQuestion<Integer> question(String group, boolean repeatable) {
        return new PlatformQuestion<>(
                "zabbix",
                group,
                new Quota(10, 2),
                repeatable,
                () -> PlatformRequest.get("http://zabbix.example/api", Map.of()),
                PlatformAnswer::status);
    }

    private static Supplier<PlatformAnswer> answering(int status) {
        return () -> new PlatformAnswer(status, Map.of(), new byte[0], NOW);
    }

    private static Supplier<PlatformAnswer> failing(PlatformFailure failure) {
        return () -> {
            throw failure;
        };
    }
}
