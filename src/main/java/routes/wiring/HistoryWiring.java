package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.api.bot.ErasureApi;
import routes.steps.housekeeping.HistorySweep;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoErasure;
import routes.store.MongoHistory;
import routes.store.StoredCollections;

/** What ends the history: its age, and requests to erase a person or a chat. */
public class HistoryWiring implements CamelConfiguration {
    private static final String EVENTS = "veaiops.events.keep-days";
    private static final String ALARMS = "veaiops.alarms.keep-days";

    @BindToRegistry(lazy = true)
    public HistorySweep historySweep(
            CamelContext context, MongoDatabase mongoDatabase, PipelineMetrics pipelineMetrics, Clock clock) {
        MongoHistory history = new MongoHistory(mongoDatabase);
        Days days = new Days(context, clock);
        days.check();
        List<HistorySweep.Kind> kinds = StoredCollections.swept().stream()
                .map(kept -> days.kind(kept, history))
                .toList();
        return new HistorySweep(kinds, pipelineMetrics, clock);
    }

    @BindToRegistry(lazy = true)
    public ErasureApi erasureApi(MongoDatabase mongoDatabase) {
        return new ErasureApi(new MongoErasure(mongoDatabase));
    }

    private record Days(CamelContext context, Clock clock) {
        Duration of(String setting) {
            return Duration.ofDays(Long.parseLong(context.resolvePropertyPlaceholders("{{" + setting + "}}")));
        }

        HistorySweep.Kind kind(StoredCollections.Kept kept, MongoHistory history) {
            String name = Objects.requireNonNull(kept.kind());
            return new HistorySweep.Kind(
                    name, of(kept.setting()), kept.forEver(), before -> history.delete(name, before, clock.instant()));
        }

        /** A repeated delivery is recognised by its stored alarm, which belongs to an event. */
        void check() {
            if (!of(EVENTS).isZero() && of(EVENTS).compareTo(of(ALARMS)) < 0) {
                throw new IllegalArgumentException(EVENTS + " must not be less than " + ALARMS
                        + ": stored alarms belong to events. 0 keeps events for ever");
            }
        }
    }
}
