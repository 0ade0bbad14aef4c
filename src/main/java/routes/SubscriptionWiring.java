package routes;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.subscription.MessageLooks;
import routes.api.subscription.Protection;
import routes.api.subscription.StrategyApi;
import routes.api.subscription.SubscriptionApi;
import routes.api.subscription.TemplateApi;
import routes.channel.Channels;
import routes.event.SubscriptionBook;
import routes.event.UnlabelledPolicy;
import routes.security.EgressGuard;
import routes.security.Secret;
import routes.security.SecretBox;
import routes.store.ChangeCounter;
import routes.store.MongoCardTemplates;
import routes.store.MongoChatDirectory;
import routes.store.MongoInformStrategies;
import routes.store.MongoSubscriptionRules;
import routes.store.MongoSubscriptionSource;
import routes.store.SubscriptionIndexes;
import routes.subscription.WebhookBook;

/** Subscriptions: the book that matching reads, the webhooks that delivery reads, and the operations that write them. */
public class SubscriptionWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    private final SecureRandom random = new SecureRandom();

    @BindToRegistry(lazy = true)
    public ChangeCounter changeCounter(MongoDatabase mongoDatabase) {
        return new ChangeCounter(mongoDatabase, "subscriptions");
    }

    @BindToRegistry(lazy = true)
    public SubscriptionIndexes subscriptionIndexes(MongoDatabase mongoDatabase) {
        return new SubscriptionIndexes(mongoDatabase);
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
                CLOCK);
    }

    @BindToRegistry(lazy = true)
    public SecretBox secretBox(
            @PropertyInject("veaiops.encryption.keys") String keys,
            @PropertyInject("veaiops.encryption.refuse-unsealed") boolean refuseUnsealed) {
        SecretBox box = SecretBox.of(Secret.of(keys));
        return refuseUnsealed ? box.refusingPlainText() : box;
    }

    @BindToRegistry(lazy = true)
    public MongoSubscriptionRules subscriptionRules(
            MongoDatabase mongoDatabase, ChangeCounter changeCounter, SubscriptionBook subscriptionBook) {
        return new MongoSubscriptionRules(mongoDatabase, changeCounter, subscriptionBook::follow);
    }

    @BindToRegistry(lazy = true)
    public MongoInformStrategies informStrategies(MongoDatabase mongoDatabase, ChangeCounter changeCounter) {
        return new MongoInformStrategies(mongoDatabase, changeCounter);
    }

    @BindToRegistry(lazy = true)
    public WebhookBook webhookBook(
            MongoSubscriptionRules subscriptionRules, SecretBox secretBox, SubscriptionBook subscriptionBook) {
        return new WebhookBook(subscriptionRules, secretBox, subscriptionBook::generation);
    }

    @BindToRegistry(lazy = true)
    public SubscriptionApi subscriptionApi(
            MongoSubscriptionRules subscriptionRules,
            MongoInformStrategies informStrategies,
            SecretBox secretBox,
            EgressGuard egressGuard,
            MessageLooks messageLooks) {
        return new SubscriptionApi(
                new SubscriptionApi.Stores(subscriptionRules, informStrategies),
                new Protection(secretBox, egressGuard, this::randomBytes, CLOCK),
                messageLooks,
                CLOCK);
    }

    @BindToRegistry(lazy = true)
    public StrategyApi strategyApi(
            MongoDatabase mongoDatabase,
            MongoSubscriptionRules subscriptionRules,
            MongoInformStrategies informStrategies,
            SubscriptionBook subscriptionBook,
            Channels channels) {
        MongoChatDirectory directory = new MongoChatDirectory(mongoDatabase);
        return new StrategyApi(
                new StrategyApi.Stores(informStrategies, directory, subscriptionRules),
                channels::types,
                subscriptionBook::refresh,
                CLOCK);
    }

    @BindToRegistry(lazy = true)
    public TemplateApi templateApi(MongoDatabase mongoDatabase, Channels channels) {
        return new TemplateApi(new MongoCardTemplates(mongoDatabase), channels::types, CLOCK);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
