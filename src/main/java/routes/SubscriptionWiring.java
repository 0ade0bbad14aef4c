package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import routes.event.SubscriptionBook;
import routes.event.UnlabelledPolicy;
import routes.security.Secret;
import routes.security.SecretBox;
import routes.store.ChangeCounter;
import routes.store.MongoSubscriptionRules;
import routes.store.MongoSubscriptionSource;
import routes.subscription.WebhookBook;

/** Subscriptions: the book that matching reads and the webhooks that delivery reads. */
@Configuration
public class SubscriptionWiring {
    @BindToRegistry(lazy = true)
    public ChangeCounter changeCounter(MongoDatabase mongoDatabase) {
        return new ChangeCounter(mongoDatabase, "subscriptions");
    }

    @BindToRegistry(lazy = true)
    public SubscriptionBook subscriptionBook(
            MongoDatabase mongoDatabase,
            ChangeCounter changeCounter,
            @PropertyInject("veaiops.matching.unlabelled") String unlabelled,
            @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new SubscriptionBook(
                new MongoSubscriptionSource(mongoDatabase, changeCounter),
                UnlabelledPolicy.named(unlabelled),
                Duration.ofSeconds(fullReload),
                Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public SecretBox secretBox(@PropertyInject("veaiops.encryption.keys") String keys) {
        return SecretBox.of(Secret.of(keys));
    }

    @BindToRegistry(lazy = true)
    public MongoSubscriptionRules subscriptionRules(MongoDatabase mongoDatabase, ChangeCounter changeCounter) {
        return new MongoSubscriptionRules(mongoDatabase, changeCounter);
    }

    @BindToRegistry(lazy = true)
    public WebhookBook webhookBook(
            MongoSubscriptionRules subscriptionRules, SecretBox secretBox, SubscriptionBook subscriptionBook) {
        return new WebhookBook(subscriptionRules, secretBox, subscriptionBook::generation);
    }
}
