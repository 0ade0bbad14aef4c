package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.silence.SilenceApi;
import routes.event.EventLedger;
import routes.event.SubscriptionBook;
import routes.heartbeat.HeartbeatBook;
import routes.inhibition.Inhibitions;
import routes.notice.DispatchBook;
import routes.pipeline.HoldEnds;
import routes.pipeline.Holds;
import routes.pipeline.SilenceEnd;
import routes.pipeline.SilenceGate;
import routes.pipeline.SilenceRelease;
import routes.silence.SilenceBook;
import routes.store.ChangeCounter;
import routes.store.MongoEventQueries;
import routes.store.MongoHeldNotices;
import routes.store.MongoOpenEvents;
import routes.store.MongoSilences;

/** Silences: the book that the dispatch asks, the operations that write them, and what happens when one ends. */
public class SilenceWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public MongoSilences silences(MongoDatabase mongoDatabase) {
        return new MongoSilences(mongoDatabase, new ChangeCounter(mongoDatabase, "silences"));
    }

    @BindToRegistry(lazy = true)
    public SilenceBook silenceBook(
            MongoSilences silences, @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new SilenceBook(silences, Duration.ofSeconds(fullReload), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public SilenceApi silenceApi(MongoSilences silences, SilenceBook silenceBook, MongoDatabase mongoDatabase) {
        return new SilenceApi(
                silences,
                new MongoEventQueries(mongoDatabase),
                new MongoOpenEvents(mongoDatabase),
                silenceBook::refresh,
                CLOCK);
    }

    @BindToRegistry(lazy = true)
    public MongoHeldNotices heldNotices(MongoDatabase mongoDatabase) {
        return new MongoHeldNotices(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public SilenceEnd silenceEnd(
            SilenceBook silenceBook,
            MongoSilences silences,
            MongoDatabase mongoDatabase,
            MongoHeldNotices heldNotices) {
        return new SilenceEnd(silenceBook, silences, new MongoOpenEvents(mongoDatabase), heldNotices, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public Holds holds(
            SilenceBook silenceBook,
            HeartbeatBook heartbeatBook,
            Inhibitions inhibitions,
            SubscriptionBook subscriptionBook) {
        return new Holds(silenceBook, heartbeatBook, inhibitions, subscriptionBook);
    }

    @BindToRegistry(lazy = true)
    public HoldEnds holdEnds(
            MongoSilences silences,
            Inhibitions inhibitions,
            HeartbeatBook heartbeatBook,
            EventLedger eventLedger,
            Holds holds) {
        return new HoldEnds(silences, inhibitions, heartbeatBook, eventLedger, holds);
    }

    @BindToRegistry(lazy = true)
    public SilenceGate silenceGate(Holds holds, MongoHeldNotices heldNotices) {
        return new SilenceGate(holds, heldNotices);
    }

    @BindToRegistry(lazy = true)
    public SilenceRelease.Stores silenceReleaseStores(
            MongoHeldNotices heldNotices, EventLedger eventLedger, DispatchBook dispatchBook) {
        return new SilenceRelease.Stores(heldNotices, heldNotices, eventLedger, dispatchBook);
    }

    @BindToRegistry(lazy = true)
    public SilenceRelease silenceRelease(
            SilenceRelease.Stores silenceReleaseStores,
            Holds holds,
            HoldEnds holdEnds,
            @PropertyInject("veaiops.silences.release-batch") int batch,
            @PropertyInject("veaiops.silences.bell-after-millis") long bellAfter) {
        return new SilenceRelease(
                silenceReleaseStores,
                holds,
                holdEnds,
                new SilenceRelease.Settings(batch, Duration.ofMillis(bellAfter)),
                CLOCK);
    }
}
