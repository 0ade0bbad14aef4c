package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerSharesTest {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final int WORKERS = 64;
    private static final int URGENT = 8;
    private static final int PER_HOST = 32;
    private static final int PER_SLOW_HOST = 4;

    private final WorkerShares shares =
            new WorkerShares(new WorkerShares.Limits(WORKERS, URGENT, PER_HOST, PER_SLOW_HOST, SLOW));

    @Test
    void a_host_of_which_nothing_is_known_holds_few() {
        assertThat(fill("new.example", false, 0)).isEqualTo(PER_SLOW_HOST);
    }

    @Test
    void a_host_that_answers_at_once_holds_many() {
        prove("quick.example");

        assertThat(fill("quick.example", false, 0)).isEqualTo(PER_HOST);
    }

    @Test
    void a_host_whose_last_call_was_slow_holds_few_until_one_is_quick_again() {
        prove("host.example");
        call("host.example", SLOW);
        assertThat(fill("host.example", false, 0)).isEqualTo(PER_SLOW_HOST);

        for (int i = 0; i < PER_SLOW_HOST; i++) {
            shares.ended("host.example", 0, QUICK);
        }
        assertThat(fill("host.example", false, 0)).isEqualTo(PER_HOST);
    }

    @Test
    void a_host_with_a_call_that_hangs_gets_no_more_than_few() {
        prove("host.example");
        shares.started("host.example", 0);
        shares.started("host.example", SLOW.toNanos());
        shares.ended("host.example", SLOW.toNanos(), QUICK);

        assertThat(fill("host.example", false, SLOW.toNanos())).isEqualTo(PER_SLOW_HOST - 1);
    }

    @Test
    void a_hundred_slow_hosts_leave_half_to_the_others() {
        int held = 0;
        for (int i = 0; i < 100; i++) {
            held += fill("slow" + i + ".example", true, 0);
        }
        prove("quick.example");

        assertThat(held).isEqualTo(WORKERS / 2);
        assertThat(shares.mayStart("quick.example", false, 0)).isTrue();
    }

    @Test
    void the_last_workers_are_for_the_worst_level() {
        for (int i = 0; i < 3; i++) {
            prove("quick" + i + ".example");
        }
        int held = fill("quick0.example", false, 0) + fill("quick1.example", false, 0);

        assertThat(held).isEqualTo(WORKERS - URGENT);
        assertThat(shares.mayStart("quick2.example", false, 0)).isFalse();
        assertThat(fill("quick2.example", true, 0)).isEqualTo(URGENT);
        assertThat(shares.mayStart("quick2.example", true, 0)).isFalse();
    }

    @Test
    void a_turn_without_a_call_proves_nothing() {
        shares.started("new.example", 0);
        shares.ended("new.example", 0, null);

        assertThat(fill("new.example", false, 0)).isEqualTo(PER_SLOW_HOST);
    }

    @Test
    void shares_are_positive() {
        assertThatThrownBy(() -> new WorkerShares.Limits(4, 1, 0, 1, SLOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive");
    }

    private void prove(String host) {
        call(host, QUICK);
    }

    private void call(String host, Duration took) {
        shares.started(host, 0);
        shares.ended(host, 0, took);
    }

    private int fill(String host, boolean urgent, long nanos) {
        int started = 0;
        while (shares.mayStart(host, urgent, nanos)) {
            shares.started(host, nanos);
            started++;
        }
        return started;
    }
}
