package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.event.EventLedger;
import routes.event.SubscriptionBook;
import routes.notice.DispatchBook;
import routes.pipeline.FlappingGate;
import routes.pipeline.FlappingSweep;
import routes.pipeline.GroupGate;
import routes.pipeline.SilenceGate;
import routes.store.MongoFlappingWatches;

/** Problems that begin and end again and again: said once, and once more when they are stable. */
public class FlappingWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MongoFlappingWatches flappingWatches(MongoDatabase mongoDatabase) {
        return new MongoFlappingWatches(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public FlappingGate flappingGate(CamelContext context, MongoFlappingWatches flappingWatches) {
        return new FlappingGate(flappingWatches, new MergePolicies(context)::of);
    }

    @BindToRegistry(lazy = true)
    public FlappingSweep.Stores flappingStores(
            MongoFlappingWatches flappingWatches,
            EventLedger eventLedger,
            GroupGate groupGate,
            DispatchBook dispatchBook) {
        return new FlappingSweep.Stores(flappingWatches, eventLedger, groupGate, dispatchBook);
    }

    @BindToRegistry(lazy = true)
    public FlappingSweep.Rules flappingRules(
            CamelContext context,
            SubscriptionBook subscriptionBook,
            @PropertyInject("veaiops.flapping.batch") int batch) {
        return new FlappingSweep.Rules(new MergePolicies(context)::of, subscriptionBook::serves, batch);
    }

    @BindToRegistry(lazy = true)
    public FlappingSweep flappingSweep(
            FlappingSweep.Stores flappingStores, SilenceGate silenceGate, FlappingSweep.Rules flappingRules) {
        return new FlappingSweep(flappingStores, silenceGate, flappingRules, Clock.systemUTC());
    }
}
