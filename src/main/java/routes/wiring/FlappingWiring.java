package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.event.EventLedger;
import routes.notice.DeliveryStatuses;
import routes.steps.dispatch.FlappingGate;
import routes.steps.dispatch.FlappingSweep;
import routes.steps.dispatch.GroupGate;
import routes.steps.dispatch.SilenceGate;
import routes.store.MongoFlappingWatches;
import routes.subscription.SubscriptionRegistry;

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
    public FlappingSweep.Rules flappingRules(
            CamelContext context,
            SubscriptionRegistry subscriptionRegistry,
            @PropertyInject("veaiops.flapping.batch") int batch) {
        return new FlappingSweep.Rules(new MergePolicies(context)::of, subscriptionRegistry::serves, batch);
    }

    @BindToRegistry(lazy = true)
    public FlappingSweep flappingSweep(
            MongoFlappingWatches flappingWatches,
            EventLedger eventLedger,
            GroupGate groupGate,
            DeliveryStatuses deliveryStatuses,
            SilenceGate silenceGate,
            FlappingSweep.Rules flappingRules,
            Clock clock) {
        return new FlappingSweep(
                flappingWatches, eventLedger, groupGate, deliveryStatuses, silenceGate, flappingRules, clock);
    }
}
