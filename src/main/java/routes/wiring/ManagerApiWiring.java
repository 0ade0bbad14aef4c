package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.api.CheckApi;
import routes.api.ConfigMarkApi;
import routes.api.EventApi;
import routes.api.EventTraces;
import routes.api.OwnerApi;
import routes.api.SystemApi;
import routes.channel.BotReadiness;
import routes.channel.bot.Bots;
import routes.health.ledger.SystemStatistics;
import routes.steps.kafka.LogWatch;
import routes.store.ConfigurationStore;
import routes.store.MongoAcknowledgements;
import routes.store.MongoContact;
import routes.store.MongoEventQueries;
import routes.store.MongoNoticeQueries;
import routes.store.MongoOwners;
import routes.store.MongoSystemCounts;
import routes.subscription.SubscriptionExplainer;
import routes.subscription.owner.OwnerKind;

/** The beans of the operations on events, projects, products and customers, and on the system as a whole. */
public class ManagerApiWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public EventTraces eventTraces(MongoDatabase mongoDatabase, CamelContext context) {
        SubscriptionExplainer subscriptions =
                (event, now) -> Optional.ofNullable(context.getRegistry().findSingleByType(SubscriptionExplainer.class))
                        .map(explainer -> explainer.explain(event, now))
                        .orElse(List.of());
        return new EventTraces(
                new MongoEventQueries(mongoDatabase), new MongoNoticeQueries(mongoDatabase), subscriptions);
    }

    @BindToRegistry(lazy = true)
    public EventApi eventApi(MongoDatabase mongoDatabase, EventTraces eventTraces, Clock clock) {
        return new EventApi(
                new MongoEventQueries(mongoDatabase), eventTraces, new MongoAcknowledgements(mongoDatabase), clock);
    }

    @BindToRegistry(lazy = true)
    public SystemApi systemApi(MongoDatabase mongoDatabase, Clock clock) {
        return new SystemApi(new SystemStatistics(new MongoSystemCounts(mongoDatabase), clock));
    }

    @BindToRegistry(lazy = true)
    public CheckApi checkApi(
            MongoDatabase mongoDatabase,
            LogWatch logWatch,
            Bots bots,
            BotReadiness botReadiness,
            Clock clock,
            @PropertyInject("veaiops.public-url") String publicUrl) {
        return new CheckApi(
                logWatch::look, new MongoContact(mongoDatabase)::clock, bots, botReadiness, publicUrl, clock);
    }

    @BindToRegistry(lazy = true)
    public ConfigMarkApi configMarkApi(MongoDatabase mongoDatabase, Clock clock) {
        return new ConfigMarkApi(ConfigurationStore.configMarks(mongoDatabase), clock);
    }

    @BindToRegistry(lazy = true)
    public OwnerApi projectApi(MongoDatabase mongoDatabase, Clock clock) {
        return owners(OwnerKind.PROJECT, mongoDatabase, clock);
    }

    @BindToRegistry(lazy = true)
    public OwnerApi productApi(MongoDatabase mongoDatabase, Clock clock) {
        return owners(OwnerKind.PRODUCT, mongoDatabase, clock);
    }

    @BindToRegistry(lazy = true)
    public OwnerApi customerApi(MongoDatabase mongoDatabase, Clock clock) {
        return owners(OwnerKind.CUSTOMER, mongoDatabase, clock);
    }

    private static OwnerApi owners(OwnerKind kind, MongoDatabase mongoDatabase, Clock clock) {
        return new OwnerApi(kind, new MongoOwners(mongoDatabase, kind), clock);
    }
}
