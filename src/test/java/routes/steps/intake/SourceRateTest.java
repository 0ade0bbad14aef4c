package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class SourceRateTest {
    private final AtomicLong now = new AtomicLong(-5);

    @Test
    void without_a_limit_everything_is_taken() {
        SourceRate rate = new SourceRate(0, 0, now::get);

        assertThatCode(() -> takes(rate, 1000, 1 << 20)).doesNotThrowAnyException();
    }

    @Test
    void a_second_of_posts_may_come_at_once_and_the_next_one_gets_a_time_to_retry() {
        SourceRate rate = new SourceRate(5, 0, now::get);
        takes(rate, 5, 1);

        assertWaits(rate, 1, 1);

        pass(Duration.ofMillis(200));
        takes(rate, 1, 1);
        assertWaits(rate, 1, 1);

        pass(Duration.ofHours(1));
        takes(rate, 5, 1);
        assertWaits(rate, 1, 1);
    }

    @Test
    void a_post_beyond_the_bytes_of_a_second_is_taken_and_paid_off() {
        SourceRate rate = new SourceRate(0, 100, now::get);
        takes(rate, 1, 350);

        assertWaits(rate, 1, 3);

        pass(Duration.ofMillis(2500));
        assertWaits(rate, 1, 1);

        pass(Duration.ofMillis(1));
        takes(rate, 1, 10);
    }

    @Test
    void a_refused_post_costs_nothing() {
        SourceRate rate = new SourceRate(1, 100, now::get);
        takes(rate, 1, 10);
        assertWaits(rate, 100, 1);

        pass(Duration.ofSeconds(1));

        takes(rate, 1, 10);
    }

    @Test
    void a_setting_that_is_no_number_names_itself() {
        SourceRates rates = new SourceRates(setting -> setting.endsWith("posts-per-second") ? "many" : "");

        assertThatThrownBy(() -> rates.of("zabbix"))
                .hasMessage("veaiops.alarms.zabbix.posts-per-second must be a whole number, not many");
    }

    private static void takes(SourceRate rate, int posts, int length) {
        for (int index = 0; index < posts; index++) {
            rate.take(length);
        }
    }

    private static void assertWaits(SourceRate rate, int length, long seconds) {
        assertThatThrownBy(() -> rate.take(length))
                .asInstanceOf(type(RefusedRequest.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                    assertThat(refused.retryAfterSeconds()).isEqualTo(seconds);
                });
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
