package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.api.EventApi;
import routes.api.EventTraces;
import routes.api.OwnerApi;
import routes.event.SubscriptionExplainer;
import routes.owner.OwnerBook;
import routes.owner.OwnerKind;
import routes.store.MongoEventQueries;
import routes.store.MongoNoticeQueries;
import routes.store.MongoOwnerBook;

/** The beans of the operations on events, projects, products and customers. */
public class ManagerApiWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public EventApi eventApi(MongoDatabase mongoDatabase, CamelContext context) {
        MongoEventQueries events = new MongoEventQueries(mongoDatabase);
        SubscriptionExplainer subscriptions =
                (event, now) -> Optional.ofNullable(context.getRegistry().findSingleByType(SubscriptionExplainer.class))
                        .map(explainer -> explainer.explain(event, now))
                        .orElse(List.of());
        return new EventApi(events, new EventTraces(events, new MongoNoticeQueries(mongoDatabase), subscriptions));
    }

    @BindToRegistry(lazy = true)
    public OwnerBook ownerBook(MongoDatabase mongoDatabase) {
        return new MongoOwnerBook(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public OwnerApi projectApi(OwnerBook ownerBook) {
        return new OwnerApi(OwnerKind.PROJECT, ownerBook, Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public OwnerApi productApi(OwnerBook ownerBook) {
        return new OwnerApi(OwnerKind.PRODUCT, ownerBook, Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public OwnerApi customerApi(OwnerBook ownerBook) {
        return new OwnerApi(OwnerKind.CUSTOMER, ownerBook, Clock.systemUTC());
    }
}
