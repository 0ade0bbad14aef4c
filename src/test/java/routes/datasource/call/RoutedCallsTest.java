package routes.datasource.call;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;
import routes.datasource.Quota;
import routes.fixtures.ManualClock;

/** Quota, circuit breaker and retries of {@code datasources-call.camel.yaml}, over real HTTP. */
@Tag("slow")
class RoutedCallsTest {
    private static final int ATTEMPTS = 4;
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-03-01T00:00:00Z"));
    private static final Deque<Duration> BUDGET = new ArrayDeque<>();
    private static final List<Duration> WAITED = new ArrayList<>();
    private static CalledPlatform platform;

    private final AtomicInteger built = new AtomicInteger();
    private String account;

    @BeforeAll
    static void start() throws Exception {
        platform = new CalledPlatform(
                ATTEMPTS,
                new QuotaQueue(
                        (group, perSecond, now) -> BUDGET.isEmpty() ? Duration.ZERO : BUDGET.poll(),
                        Duration.ofSeconds(30),
                        time -> {
                            WAITED.add(time);
                            CLOCK.advance(time);
                        },
                        CLOCK));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void reset(TestInfo test) {
        platform.server.resetAll();
        BUDGET.clear();
        WAITED.clear();
        account = test.getDisplayName();
    }

    @Test
    void a_read_that_brought_no_answer_is_tried_again_with_a_fresh_request() {
        answers(broken(), status(503), status(200));

        assertThat(ask(true)).isEqualTo(200);

        assertThat(requests()).extracting(one -> one.getHeader("X-Nonce")).containsExactly("1", "2", "3");
    }

    @Test
    void a_write_that_brought_no_answer_is_not_tried_again() {
        answers(broken(), status(200));

        assertThatThrownBy(() -> ask(false))
                .isInstanceOf(PlatformFailure.Unavailable.class)
                .hasMessage("the connection broke");

        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_write_that_the_platform_throttled_was_not_done_and_is_tried_again_when_the_platform_says() {
        answers(status(429).withHeader("Retry-After", "1"), status(200));
        long begun = System.nanoTime();

        assertThat(ask(false)).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        assertThat(requests()).hasSize(2);
    }

    @Test
    void a_platform_that_asks_for_an_hour_is_not_waited_for() {
        answers(status(429).withHeader("Retry-After", "3600"), status(200));

        assertThatThrownBy(() -> ask(true)).isInstanceOf(PlatformFailure.Throttled.class);

        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_refusal_is_final_also_after_a_failure_that_passes() {
        answers(status(503), status(400), status(200));

        assertThatThrownBy(() -> ask(true)).isInstanceOf(PlatformFailure.BadRequest.class);

        assertThat(requests()).hasSize(2);
    }

    @Test
    void attempts_end() {
        platform.server.stubFor(any(anyUrl()).willReturn(status(429)));

        assertThatThrownBy(() -> ask(true)).isInstanceOf(PlatformFailure.Throttled.class);

        assertThat(requests()).hasSize(ATTEMPTS);
    }

    @Test
    void a_request_that_cannot_be_built_fails_at_once_and_as_it_is() {
        PlatformQuestion<Integer> wrong = question(true, () -> {
            throw new IllegalArgumentException("no key");
        });

        assertThatThrownBy(() -> platform.calls().ask(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no key");

        assertThat(requests()).isEmpty();
    }

    @Test
    void a_call_waits_for_its_turn_and_no_longer_than_it_may() {
        platform.server.stubFor(any(anyUrl()).willReturn(status(200)));
        BUDGET.addAll(List.of(Duration.ofMillis(100), Duration.ofMillis(50)));

        assertThat(ask(true)).isEqualTo(200);
        assertThat(WAITED).containsExactly(Duration.ofMillis(100), Duration.ofMillis(50));

        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            BUDGET.add(Duration.ofSeconds(40));
        }
        assertThatThrownBy(() -> ask(false))
                .isInstanceOf(PlatformFailure.Throttled.class)
                .hasMessageContaining("10 a second");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_call_that_failed_leaves_its_place_to_the_next() {
        platform.server.stubFor(any(anyUrl()).willReturn(status(400)));

        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> ask(true)).isInstanceOf(PlatformFailure.BadRequest.class);
        }

        assertThat(requests()).hasSize(10);
    }

    @Test
    void an_account_whose_calls_fail_is_left_alone_and_others_are_not() {
        platform.server.stubFor(any(anyUrl()).willReturn(status(503)));
        for (int call = 0; call < CalledPlatform.BREAKER_CALLS; call++) {
            assertThatThrownBy(() -> ask(false)).hasMessageContaining("status 503");
        }

        assertThatThrownBy(() -> ask(false)).hasMessageContaining("left alone");
        assertThat(requests()).hasSize(CalledPlatform.BREAKER_CALLS);

        account = "another";
        platform.server.stubFor(any(anyUrl()).willReturn(status(200)));
        assertThat(ask(true)).isEqualTo(200);
    }

    @Test
    void an_account_that_is_refused_is_not_left_alone() {
        platform.server.stubFor(any(anyUrl()).willReturn(status(400)));

        for (int call = 0; call < 2 * CalledPlatform.BREAKER_CALLS; call++) {
            assertThatThrownBy(() -> ask(false)).hasMessageContaining("status 400");
        }
    }

    private Integer ask(boolean repeatable) {
        return platform.calls()
                .ask(question(
                        repeatable,
                        () -> PlatformRequest.get(
                                platform.url("/api"), Map.of("X-Nonce", String.valueOf(built.incrementAndGet())))));
    }

    private PlatformQuestion<Integer> question(boolean repeatable, Supplier<PlatformRequest> request) {
        return new PlatformQuestion<>("try", account, new Quota(10, 1), repeatable, request, answer -> {
            answer.requireOk();
            return answer.status();
        });
    }

    private static List<LoggedRequest> requests() {
        return platform.server.findAll(getRequestedFor(anyUrl()));
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    private static ResponseDefinitionBuilder broken() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    /** One after another. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            platform.server.stubFor(any(anyUrl())
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? STARTED : "answer " + i)
                    .willReturn(answers[i])
                    .willSetStateTo("answer " + (i + 1)));
        }
    }
}
