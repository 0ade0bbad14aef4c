package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.fixtures.ManualClock;

class SnsClientTest {
    private static final URI ONE = URI.create("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem");
    private static final URI TWO = URI.create("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-2.pem");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-05-01T03:00:00Z"));
    private final List<URI> fetched = new ArrayList<>();

    @Test
    void a_certificate_that_could_not_be_had_is_not_asked_for_again_for_a_while() {
        SnsClient client = new SnsClient(
                address -> {
                    fetched.add(address);
                    throw new IllegalStateException("404");
                },
                clock);

        refuses(client, ONE, ErrorCode.UNAVAILABLE);
        refuses(client, ONE, ErrorCode.UNAVAILABLE);
        assertThat(fetched).containsExactly(ONE);

        clock.advance(Duration.ofMinutes(6));
        refuses(client, ONE, ErrorCode.UNAVAILABLE);
        assertThat(fetched).containsExactly(ONE, ONE);
    }

    @Test
    void what_is_no_certificate_is_remembered_too() {
        SnsClient client = new SnsClient(
                address -> {
                    fetched.add(address);
                    return new byte[] {1};
                },
                clock);

        refuses(client, ONE, ErrorCode.UNAUTHENTICATED);
        refuses(client, ONE, ErrorCode.UNAVAILABLE);

        assertThat(fetched).hasSize(1);
    }

    @Test
    void one_certificate_is_fetched_at_a_time() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SnsClient client = new SnsClient(
                address -> {
                    fetched.add(address);
                    begun.countDown();
                    awaitEnd(end);
                    return new byte[] {1};
                },
                clock);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> refuses(client, ONE, ErrorCode.UNAUTHENTICATED));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        refuses(client, TWO, ErrorCode.UNAVAILABLE);

        assertThat(fetched).containsExactly(ONE);
        end.countDown();
        first.get(10, TimeUnit.SECONDS);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuses(SnsClient client, URI certificate, ErrorCode code) {
        assertThatThrownBy(() -> client.signingKey(certificate))
                .isInstanceOfSatisfying(
                        RefusedRequest.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
