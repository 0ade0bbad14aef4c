package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.common.security.Secret;
import routes.fixtures.ManualClock;

class AccessTokensTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final AccessTokens tokens = new AccessTokens(clock);
    private final AtomicInteger fetched = new AtomicInteger();

    @Test
    void a_token_is_fetched_once_and_renewed_before_it_ends() {
        assertThat(token("app")).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(114));
        assertThat(token("app")).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(token("app")).isEqualTo("t2");
    }

    @Test
    void many_threads_fetch_one_token() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch together = new CountDownLatch(16);
        List<Callable<String>> asking = IntStream.range(0, 16)
                .<Callable<String>>mapToObj(unused -> () -> {
                    together.countDown();
                    together.await();
                    return token("app");
                })
                .toList();

        List<Future<String>> answers = threads.invokeAll(asking);
        threads.shutdown();

        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("t1");
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void other_credentials_have_a_token_of_their_own() {
        token("app 1");

        assertThat(token("app 2")).isEqualTo("t2");
    }

    @Test
    void a_token_that_the_platform_refused_is_fetched_anew_once() {
        token("app");

        tokens.refused("app", Secret.of("t1"));
        tokens.refused("app", Secret.of("t1"));
        assertThat(token("app")).isEqualTo("t2");
        tokens.refused("app", Secret.of("t1"));

        assertThat(token("app")).isEqualTo("t2");
    }

    @Test
    void a_renewal_that_fails_leaves_the_token_that_still_counts_and_is_not_tried_at_every_call() {
        token("app");
        clock.advance(Duration.ofMinutes(116));

        assertThat(tokens.of("app", this::away).reveal()).isEqualTo("t1");
        assertThat(tokens.of("app", this::away).reveal()).isEqualTo("t1");
        assertThat(fetched).hasValue(2);
        clock.advance(Duration.ofSeconds(11));
        assertThat(token("app")).isEqualTo("t3");
    }

    @Test
    void without_a_token_that_counts_the_failure_comes_out() {
        assertThatIllegalStateException().isThrownBy(() -> tokens.of("app", this::away));

        assertThat(token("app")).isEqualTo("t2");
    }

    private String token(String owner) {
        return tokens.of(
                        owner,
                        () -> new AccessTokens.Fetched(Secret.of("t" + fetched.incrementAndGet()), Duration.ofHours(2)))
                .reveal();
    }

    private AccessTokens.Fetched away() {
        fetched.incrementAndGet();
        throw new IllegalStateException("away");
    }
}
