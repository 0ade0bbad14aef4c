package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.api.Resource;
import routes.api.subscription.MentionCheck;
import routes.api.subscription.Protection;
import routes.api.subscription.StrategyApi;
import routes.api.subscription.StyleOptions;
import routes.api.subscription.SubscriptionApi;
import routes.api.subscription.TemplateApi;
import routes.channel.Channels;
import routes.channel.bot.BotRegistry;
import routes.common.security.EgressGuard;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.store.ChangeCounter;
import routes.store.MongoCardTemplates;
import routes.store.MongoChatDirectory;
import routes.store.MongoChatMoves;
import routes.store.MongoInformStrategies;
import routes.store.MongoSubscriptionRules;
import routes.store.MongoSubscriptionSource;
import routes.subscription.InformStrategy;
import routes.subscription.SubscriptionRegistry;
import routes.subscription.UnlabelledPolicy;
import routes.subscription.WebhookRegistry;

/** Subscriptions: the book that matching reads, the webhooks that delivery reads, and the operations that write them. */
public class SubscriptionWiring implements CamelConfiguration {
    private final SecureRandom random = new SecureRandom();

    @BindToRegistry(lazy = true)
    public ChangeCounter changeCounter(MongoDatabase mongoDatabase) {
        return new ChangeCounter(mongoDatabase, "subscriptions");
    }

    @BindToRegistry(lazy = true)
    public MongoChatMoves chatMoves(MongoDatabase mongoDatabase, ChangeCounter changeCounter) {
        return new MongoChatMoves(mongoDatabase, changeCounter);
    }

    @BindToRegistry(lazy = true)
    public SubscriptionRegistry subscriptionRegistry(
            MongoDatabase mongoDatabase,
            ChangeCounter changeCounter,
            Clock clock,
            @PropertyInject("veaiops.matching.unlabelled") String unlabelled,
            @PropertyInject("veaiops.matching.full-reload-seconds") long fullReload) {
        return new SubscriptionRegistry(
                new MongoSubscriptionSource(mongoDatabase, changeCounter),
                UnlabelledPolicy.named(unlabelled),
                Duration.ofSeconds(fullReload),
                clock);
    }

    @BindToRegistry(lazy = true)
    public SecretBox secretBox(
            @PropertyInject("veaiops.encryption.keys") String keys,
            @PropertyInject("veaiops.encryption.reference-key") String referenceKey,
            @PropertyInject("veaiops.encryption.refuse-unsealed") boolean refuseUnsealed) {
        SecretBox box = SecretBox.of(Secret.of(keys)).readingVeaiops(Secret.of(referenceKey));
        return refuseUnsealed ? box.refusingPlainText() : box;
    }

    @BindToRegistry(lazy = true)
    public MongoSubscriptionRules subscriptionRules(
            MongoDatabase mongoDatabase, ChangeCounter changeCounter, SubscriptionRegistry subscriptionRegistry) {
        return new MongoSubscriptionRules(mongoDatabase, changeCounter, subscriptionRegistry::follow);
    }

    @BindToRegistry(lazy = true)
    public MongoInformStrategies informStrategies(MongoDatabase mongoDatabase, ChangeCounter changeCounter) {
        return new MongoInformStrategies(mongoDatabase, changeCounter);
    }

    @BindToRegistry(lazy = true)
    public WebhookRegistry webhookRegistry(
            MongoSubscriptionRules subscriptionRules, SecretBox secretBox, SubscriptionRegistry subscriptionRegistry) {
        return new WebhookRegistry(subscriptionRules, secretBox, subscriptionRegistry::generation);
    }

    @BindToRegistry(lazy = true)
    public SubscriptionApi subscriptionApi(
            MongoSubscriptionRules subscriptionRules,
            MongoInformStrategies informStrategies,
            SecretBox secretBox,
            EgressGuard egressGuard,
            StyleOptions styleOptions,
            Channels channels,
            BotRegistry botRegistry,
            Clock clock) {
        return new SubscriptionApi(
                subscriptionRules,
                informStrategies,
                new Protection(secretBox, egressGuard, this::randomBytes, clock),
                styleOptions,
                new MentionCheck(channels, botRegistry),
                clock);
    }

    @BindToRegistry(lazy = true)
    public StrategyApi strategyApi(
            MongoDatabase mongoDatabase,
            MongoSubscriptionRules subscriptionRules,
            MongoInformStrategies informStrategies,
            SubscriptionRegistry subscriptionRegistry,
            Channels channels,
            Clock clock) {
        return new StrategyApi(
                new Resource<>(
                        informStrategies,
                        InformStrategy.class,
                        "inform strategy",
                        subscriptionRegistry::refresh,
                        clock),
                subscriptionRules,
                new MongoChatDirectory(mongoDatabase),
                channels);
    }

    @BindToRegistry(lazy = true)
    public TemplateApi templateApi(MongoDatabase mongoDatabase, Channels channels, Clock clock) {
        return new TemplateApi(new MongoCardTemplates(mongoDatabase), channels::types, clock);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
