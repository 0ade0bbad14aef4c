package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.inhibition.InhibitionApi;
import routes.store.ConfigurationStore;
import routes.store.MongoOpenEvents;
import routes.subscription.inhibition.Inhibitions;

/** Inhibition: the rules that the dispatch asks, and the operations that write them. */
public class InhibitionWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public Inhibitions inhibitions(
            MongoDatabase mongoDatabase,
            Clock clock,
            @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new Inhibitions(
                ConfigurationStore.inhibitionRules(mongoDatabase),
                new MongoOpenEvents(mongoDatabase),
                Duration.ofSeconds(fullReload),
                clock);
    }

    @BindToRegistry(lazy = true)
    public InhibitionApi inhibitionApi(MongoDatabase mongoDatabase, Inhibitions inhibitions, Clock clock) {
        return new InhibitionApi(ConfigurationStore.inhibitionRules(mongoDatabase), inhibitions::refresh, clock);
    }
}
