package routes.store;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.repository.Query;
import routes.subscription.InformStrategy;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionSource;

/** Subscriptions joined with their strategies, ready for matching. */
public final class MongoSubscriptionSource implements SubscriptionSource {
    private static final String WEBHOOK = "Webhook";

    private final Documents<SubscriptionRule> rules;
    private final Documents<InformStrategy> strategies;

    public MongoSubscriptionSource(MongoDatabase database, ChangeCounter changes) {
        rules = new Documents<>(database, CollectionNames.SUBSCRIPTION, SubscriptionRule.class, changes);
        strategies = new Documents<>(database, CollectionNames.INFORM_STRATEGY, InformStrategy.class, changes);
    }

    @Override
    public long version() {
        return rules.version();
    }

    @Override
    public List<Subscription> load() {
        Map<String, InformStrategy> active = active(strategies.all(Query.ALL));
        List<Subscription> loaded = new ArrayList<>();
        rules.all(Query.ALL).forEach(rule -> loaded.add(rule.matching(loaded.size(), targets(rule, active))));
        return loaded;
    }

    @Override
    public Optional<Subscription> find(String id, int order) {
        return rules.find(id)
                .map(rule -> rule.matching(order, targets(rule, active(strategies.findAll(rule.strategyIds())))));
    }

    private static Map<String, InformStrategy> active(List<InformStrategy> all) {
        return all.stream()
                .filter(InformStrategy::active)
                .collect(Collectors.toMap(InformStrategy::id, Function.identity()));
    }

    private static List<Target> targets(SubscriptionRule rule, Map<String, InformStrategy> active) {
        SubscriptionRule.Hook hook = rule.hook();
        Stream<Target> webhook = Stream.of(hook)
                .filter(SubscriptionRule.Hook::on)
                .map(on -> new Target(
                        WEBHOOK,
                        Objects.requireNonNull(on.endpoint()),
                        null,
                        on.format().wireName()));
        Stream<Target> chats = rule.strategyIds().stream()
                .map(active::get)
                .filter(Objects::nonNull)
                .flatMap(strategy -> strategy.chatIds().stream()
                        .map(chat -> new Target(strategy.channel(), chat, strategy.botId(), null)));
        return Stream.concat(webhook, chats).toList();
    }
}
