package routes.wiring;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.health.ledger.BacklogWatch;
import routes.store.MongoBacklog;

/** What waits, as gauges. */
public class BacklogWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoBacklog backlog(
            MongoDatabase mongoDatabase,
            @PropertyInject("veaiops.notices.ring-again-millis") long again,
            @PropertyInject("veaiops.notices.bell-grace-millis") long grace) {
        return new MongoBacklog(mongoDatabase, Duration.ofMillis(Math.max(again, grace)));
    }

    @BindToRegistry(lazy = true)
    public BacklogWatch backlogWatch(MongoBacklog backlog, MeterRegistry meterRegistry, Clock clock) {
        return new BacklogWatch(backlog, meterRegistry, clock);
    }
}
