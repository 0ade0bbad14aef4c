package routes.wiring;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import routes.api.LedgerApi;
import routes.health.ledger.LedgerReport;
import routes.steps.kafka.LogWatch;
import routes.store.MongoLedgerCounts;

/** The ledger and its check. */
@Configuration
public class LedgerWiring {
    /** Every alarm is looked at twice: when it may still be under way, and when it should have arrived. */
    private static final int PERIODS_CHECKED = 2;

    @BindToRegistry(lazy = true)
    public LedgerReport ledgerReport(
            MongoDatabase mongoDatabase,
            LogWatch logWatch,
            MeterRegistry meterRegistry,
            Clock clock,
            @PropertyInject("veaiops.group.merge") String merge,
            @PropertyInject("veaiops.group.dispatch") String dispatch,
            @PropertyInject("veaiops.ledger.patience-seconds") long patience,
            @PropertyInject("veaiops.ledger.check-period-millis") long period) {
        return new LedgerReport(
                new MongoLedgerCounts(mongoDatabase),
                Map.of("merge", () -> logWatch.lag(merge), "dispatch", () -> logWatch.lag(dispatch)),
                new LedgerReport.Times(
                        Duration.ofSeconds(patience), Duration.ofMillis(period).multipliedBy(PERIODS_CHECKED)),
                meterRegistry,
                clock);
    }

    @BindToRegistry(lazy = true)
    public LedgerApi ledgerApi(LedgerReport ledgerReport, Clock clock) {
        return new LedgerApi(ledgerReport, clock);
    }
}
