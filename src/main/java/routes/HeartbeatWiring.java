package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.heartbeat.HeartbeatApi;
import routes.heartbeat.HeartbeatBook;
import routes.pipeline.HeartbeatSweep;
import routes.rejected.AlarmLog;
import routes.store.MongoHeartbeats;

/** Heartbeat watches: what the endpoints and the dispatch ask, the sweep that raises alarms, and the operations. */
public class HeartbeatWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public HeartbeatBook heartbeatBook(
            MongoDatabase mongoDatabase, @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new HeartbeatBook(new MongoHeartbeats(mongoDatabase), Duration.ofSeconds(fullReload), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public HeartbeatSweep heartbeatSweep(
            HeartbeatBook heartbeatBook,
            MongoDatabase mongoDatabase,
            @PropertyInject("veaiops.heartbeats.sweep-period-millis") long period,
            @PropertyInject("veaiops.heartbeats.outage-seconds") long outage) {
        return new HeartbeatSweep(
                heartbeatBook,
                new MongoHeartbeats(mongoDatabase),
                new HeartbeatSweep.Settings(Duration.ofMillis(2 * period), Duration.ofSeconds(outage)),
                CLOCK);
    }

    @BindToRegistry(lazy = true)
    public HeartbeatApi heartbeatApi(MongoDatabase mongoDatabase, HeartbeatBook heartbeatBook, AlarmLog alarmLog) {
        return new HeartbeatApi(
                new MongoHeartbeats(mongoDatabase),
                heartbeatBook::refresh,
                alarm -> alarmLog.append(List.of(alarm)),
                CLOCK);
    }
}
