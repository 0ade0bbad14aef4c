package routes.datasource.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.store.WireServer;
import routes.wiring.DataSourceWiring;

/** The quota of an account, as copies of the application share it over the store. */
@Tag("slow")
class SharedQuotaTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final int PER_SECOND = 10;

    private final WireServer server = WireServer.start();
    private final CallBudget one = new DataSourceWiring().callBudget(server.database());
    private final CallBudget other = new DataSourceWiring().callBudget(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void copies_share_the_calls_that_a_platform_takes_of_one_account() {
        for (int call = 0; call < PER_SECOND; call++) {
            CallBudget copy = call % 2 == 0 ? one : other;
            assertThat(copy.enter("zabbix_a", PER_SECOND, NOW)).isZero();
        }

        Duration wait = one.enter("zabbix_a", PER_SECOND, NOW);
        assertThat(wait).isPositive();
        assertThat(other.enter("zabbix_a", PER_SECOND, NOW)).isPositive();
        assertThat(other.enter("zabbix_b", PER_SECOND, NOW)).isZero();
        assertThat(one.enter("zabbix_a", PER_SECOND, NOW.plus(wait))).isZero();
    }
}
