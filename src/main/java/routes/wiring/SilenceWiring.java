package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.silence.SilenceApi;
import routes.event.EventLedger;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.notice.DeliveryStatuses;
import routes.steps.dispatch.HoldEnds;
import routes.steps.dispatch.Holds;
import routes.steps.dispatch.SilenceEnd;
import routes.steps.dispatch.SilenceGate;
import routes.steps.dispatch.SilenceRelease;
import routes.store.MongoEventQueries;
import routes.store.MongoHeldNotices;
import routes.store.MongoOpenEvents;
import routes.store.MongoSilences;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.inhibition.Inhibitions;
import routes.subscription.silence.SilenceRegistry;

/** Silences: the book that the dispatch asks, the operations that write them, and what happens when one ends. */
public class SilenceWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoSilences silences(MongoDatabase mongoDatabase) {
        return new MongoSilences(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public SilenceRegistry silenceRegistry(
            MongoSilences silences,
            Clock clock,
            @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new SilenceRegistry(silences, Duration.ofSeconds(fullReload), clock);
    }

    @BindToRegistry(lazy = true)
    public SilenceApi silenceApi(
            MongoSilences silences, SilenceRegistry silenceRegistry, MongoDatabase mongoDatabase, Clock clock) {
        return new SilenceApi(
                silences,
                new MongoEventQueries(mongoDatabase),
                new MongoOpenEvents(mongoDatabase),
                silenceRegistry::refresh,
                clock);
    }

    @BindToRegistry(lazy = true)
    public MongoHeldNotices heldNotices(MongoDatabase mongoDatabase) {
        return new MongoHeldNotices(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public SilenceEnd silenceEnd(
            SilenceRegistry silenceRegistry,
            MongoSilences silences,
            MongoDatabase mongoDatabase,
            MongoHeldNotices heldNotices,
            Clock clock) {
        return new SilenceEnd(silenceRegistry, silences, new MongoOpenEvents(mongoDatabase), heldNotices, clock);
    }

    @BindToRegistry(lazy = true)
    public Holds holds(
            SilenceRegistry silenceRegistry,
            HeartbeatRegistry heartbeatRegistry,
            Inhibitions inhibitions,
            SubscriptionRegistry subscriptionRegistry) {
        return new Holds(silenceRegistry, heartbeatRegistry, inhibitions, subscriptionRegistry);
    }

    @BindToRegistry(lazy = true)
    public HoldEnds holdEnds(
            MongoSilences silences,
            Inhibitions inhibitions,
            HeartbeatRegistry heartbeatRegistry,
            EventLedger eventLedger,
            Holds holds) {
        return new HoldEnds(silences, inhibitions, heartbeatRegistry, eventLedger, holds);
    }

    @BindToRegistry(lazy = true)
    public SilenceGate silenceGate(Holds holds, MongoHeldNotices heldNotices) {
        return new SilenceGate(holds, heldNotices);
    }

    @BindToRegistry(lazy = true)
    public SilenceRelease silenceRelease(
            MongoHeldNotices heldNotices,
            EventLedger eventLedger,
            DeliveryStatuses deliveryStatuses,
            Holds holds,
            HoldEnds holdEnds,
            Clock clock,
            @PropertyInject("veaiops.silences.release-batch") int batch,
            @PropertyInject("veaiops.silences.bell-after-millis") long bellAfter) {
        return new SilenceRelease(
                heldNotices,
                heldNotices,
                eventLedger,
                deliveryStatuses,
                holds,
                holdEnds,
                new SilenceRelease.Settings(batch, Duration.ofMillis(bellAfter)),
                clock);
    }
}
