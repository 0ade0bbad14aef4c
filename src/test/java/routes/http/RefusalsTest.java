package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;

class RefusalsTest {
    private final AtomicLong now = new AtomicLong(-7);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Refusals refusals = new Refusals(metrics, 3, Duration.ofSeconds(60), now::get);

    @Test
    void an_address_waits_after_so_many_wrong_tokens_at_this_endpoint_alone_and_may_come_back() {
        tries(2, "10.0.0.1", "zabbix");
        assertThat(refusals.secondsToWait("10.0.0.1", "zabbix")).isEmpty();

        pass(Duration.ofSeconds(30));
        tries(1, "10.0.0.1", "zabbix");

        assertThat(refusals.secondsToWait("10.0.0.1", "zabbix")).hasValue(61);
        assertThat(refusals.secondsToWait("10.0.0.2", "zabbix")).isEmpty();
        assertThat(refusals.secondsToWait("10.0.0.1", "aliyun")).isEmpty();

        pass(Duration.ofSeconds(59));
        assertThat(refusals.secondsToWait("10.0.0.1", "zabbix")).hasValue(2);

        pass(Duration.ofSeconds(1));
        assertThat(refusals.secondsToWait("10.0.0.1", "zabbix")).isEmpty();
    }

    @Test
    void tries_that_are_old_do_not_count() {
        tries(2, "10.0.0.1", "api");
        pass(Duration.ofSeconds(61));
        tries(2, "10.0.0.1", "api");

        assertThat(refusals.secondsToWait("10.0.0.1", "api")).isEmpty();
    }

    @Test
    void zero_switches_it_off() {
        Refusals off = new Refusals(metrics, 0, Duration.ofSeconds(60), now::get);
        for (int index = 0; index < 100; index++) {
            off.wrongToken("10.0.0.1", "api");
        }

        assertThat(off.secondsToWait("10.0.0.1", "api")).isEmpty();
    }

    @Test
    void more_addresses_than_are_remembered_do_no_harm_and_old_ones_make_room() {
        for (int index = 0; index < 20_000; index++) {
            tries(1, "10.0." + index / 256 + "." + index % 256, "api");
        }
        tries(3, "192.0.2.1", "api");
        assertThat(refusals.secondsToWait("192.0.2.1", "api")).isEmpty();

        pass(Duration.ofSeconds(61));
        tries(3, "192.0.2.1", "api");

        assertThat(refusals.secondsToWait("192.0.2.1", "api")).isPresent();
    }

    @Test
    void each_refusal_is_counted_by_endpoint_and_reason() {
        refusals.count("10.0.0.1", "zabbix", ErrorCode.UNAUTHENTICATED);
        refusals.count("10.0.0.2", "zabbix", ErrorCode.UNAUTHENTICATED);
        refusals.count("10.0.0.1", "api", ErrorCode.BODY_TOO_LARGE);

        assertThat(metrics.get("veaiops.http.refused")
                        .tags("endpoint", "zabbix", "reason", "unauthenticated")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(metrics.get("veaiops.http.refused")
                        .tags("endpoint", "api", "reason", "body_too_large")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void tries(int count, String address, String endpoint) {
        for (int index = 0; index < count; index++) {
            refusals.wrongToken(address, endpoint);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
