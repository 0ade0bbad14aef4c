package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.subscription.InformStrategy;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Target;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionSource;

/** Subscriptions joined with their strategies, ready for matching. */
public final class MongoSubscriptionSource implements SubscriptionSource {
    private static final String WEBHOOK = "Webhook";

    private final MongoCollection<Document> rules;
    private final MongoCollection<Document> strategies;
    private final ChangeCounter changes;

    public MongoSubscriptionSource(MongoDatabase database, ChangeCounter changes) {
        this.rules = database.getCollection(CollectionNames.SUBSCRIPTION);
        this.strategies = database.getCollection(CollectionNames.INFORM_STRATEGY);
        this.changes = changes;
    }

    @Override
    public long version() {
        return changes.value();
    }

    @Override
    public List<Subscription> load() {
        Map<String, InformStrategy> active = active(new Document());
        List<Subscription> loaded = new ArrayList<>();
        rules.find()
                .sort(Sorts.ascending("_id"))
                .map(SubscriptionDocuments::rule)
                .forEach(rule -> loaded.add(subscription(rule, loaded.size(), active)));
        return loaded;
    }

    @Override
    public Optional<Subscription> find(String id, int order) {
        return Optional.ofNullable(rules.find(StoredLists.byId(id)).first())
                .map(SubscriptionDocuments::rule)
                .map(rule -> subscription(rule, order, active(objectIds(rule))));
    }

    private Map<String, InformStrategy> active(Bson which) {
        Map<String, InformStrategy> active = new HashMap<>();
        strategies.find(which).map(StrategyDocuments::strategy).forEach(strategy -> {
            if (strategy.active()) {
                active.put(strategy.id(), strategy);
            }
        });
        return active;
    }

    private static Bson objectIds(SubscriptionRule rule) {
        return Filters.in(
                "_id",
                rule.strategyIds().stream()
                        .filter(ObjectId::isValid)
                        .map(ObjectId::new)
                        .toList());
    }

    private static Subscription subscription(SubscriptionRule rule, int order, Map<String, InformStrategy> active) {
        SubscriptionRule.Wanted wanted = rule.wanted();
        return new Subscription(
                rule.id(),
                wanted.name(),
                order,
                wanted.agentType(),
                rule.active(),
                wanted.startTime(),
                wanted.endTime(),
                Set.copyOf(wanted.levels()),
                interests(wanted.projects()),
                interests(wanted.products()),
                interests(wanted.customers()),
                targets(rule, active),
                rule.notifyResolved(),
                rule.pace(),
                rule.wording(),
                wanted.matchers(),
                wanted.hours());
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

    private static Set<String> interests(@Nullable List<String> names) {
        return new HashSet<>(Optional.ofNullable(names).orElse(List.of()));
    }
}
