package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.alarm.rejected.AlarmAppender;
import routes.api.heartbeat.HeartbeatApi;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.steps.watch.HeartbeatSweep;
import routes.store.MongoHeartbeats;

/** Heartbeat watches: what the endpoints and the dispatch ask, the sweep that raises alarms, and the operations. */
public class HeartbeatWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public HeartbeatRegistry heartbeatRegistry(
            MongoDatabase mongoDatabase,
            Clock clock,
            @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new HeartbeatRegistry(new MongoHeartbeats(mongoDatabase), Duration.ofSeconds(fullReload), clock);
    }

    @BindToRegistry(lazy = true)
    public HeartbeatSweep heartbeatSweep(
            HeartbeatRegistry heartbeatRegistry,
            MongoDatabase mongoDatabase,
            Clock clock,
            @PropertyInject("veaiops.heartbeats.sweep-period-millis") long period,
            @PropertyInject("veaiops.heartbeats.outage-seconds") long outage) {
        return new HeartbeatSweep(
                heartbeatRegistry,
                new MongoHeartbeats(mongoDatabase),
                new HeartbeatSweep.Settings(Duration.ofMillis(2 * period), Duration.ofSeconds(outage)),
                clock);
    }

    @BindToRegistry(lazy = true)
    public HeartbeatApi heartbeatApi(
            MongoDatabase mongoDatabase, HeartbeatRegistry heartbeatRegistry, AlarmAppender alarmLog, Clock clock) {
        return new HeartbeatApi(
                new MongoHeartbeats(mongoDatabase),
                heartbeatRegistry::refresh,
                alarm -> alarmLog.append(List.of(alarm)),
                clock);
    }
}
