package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.alarm.Level;
import routes.common.repository.Listed;
import routes.subscription.RuleFilter;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRules;

/**
 * Subscriptions in MongoDB. Failure policy: a write and the step of the counter are two operations; when the second one
 * is lost, the periodic full reload of the matching copies sees the write.
 */
public final class MongoSubscriptionRules implements SubscriptionRules {
    private final MongoCollection<Document> rules;
    private final ChangeCounter changes;
    private final ObjLongConsumer<String> written;

    /** @param written called after every write with the subscription's id and the version after it */
    public MongoSubscriptionRules(MongoDatabase database, ChangeCounter changes, ObjLongConsumer<String> written) {
        this.rules = database.getCollection(CollectionNames.SUBSCRIPTION);
        this.changes = changes;
        this.written = written;
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void insert(SubscriptionRule rule) {
        rules.insertOne(SubscriptionDocuments.document(rule));
        notify(rule.id(), true);
    }

    @Override
    public Optional<SubscriptionRule> find(String id) {
        return Optional.ofNullable(rules.find(StoredLists.byId(id)).first()).map(SubscriptionDocuments::rule);
    }

    @Override
    public Listed<SubscriptionRule> list(RuleFilter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.contains("name", filter.name()),
                        StoredLists.anyOf("agent_type", filter.agents()),
                        StoredLists.anyOf(
                                "event_level",
                                filter.levels().stream().map(Level::name).toList()),
                        filter.webhook().map(MongoSubscriptionRules::webhook),
                        interest("interest_projects", filter.projects()),
                        interest("interest_products", filter.products()),
                        interest("interest_customers", filter.customers()),
                        StoredLists.activeUnless(filter.showAll()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(rules, filters, new int[] {skip, limit}, SubscriptionDocuments::rule);
    }

    @Override
    public boolean update(SubscriptionRule rule, Set<String> fields) {
        Document fieldsToWrite = SubscriptionDocuments.document(rule);
        fieldsToWrite.keySet().retainAll(fields);
        fieldsToWrite.remove("_id");
        Instant now = Optional.ofNullable(rule.stamps().updatedAt()).orElseThrow();
        return notify(rule.id(), StoredLists.set(rules, rule.id(), fieldsToWrite, now));
    }

    @Override
    public boolean activate(String id, boolean active, Instant now) {
        return notify(id, StoredLists.set(rules, id, new Document("is_active", active), now));
    }

    @Override
    public boolean delete(String id) {
        return notify(id, rules.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1);
    }

    @Override
    public List<String> namesUsing(String strategyId) {
        List<String> names = new ArrayList<>();
        rules.find()
                .projection(Projections.include("name", "inform_strategy_ids"))
                .forEach(document -> {
                    if (StoredFields.links(document, "inform_strategy_ids").contains(strategyId)) {
                        names.add(StoredFields.text(document, "name").orElse(StoredFields.id(document)));
                    }
                });
        return names;
    }

    private boolean notify(String id, boolean done) {
        if (done) {
            written.accept(id, changes.bump());
        }
        return done;
    }

    private static Bson webhook(boolean enabled) {
        return enabled ? Filters.eq("enable_webhook", true) : Filters.ne("enable_webhook", true);
    }

    private static Optional<Bson> interest(String field, Collection<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Filters.or(Filters.in(field, names), Filters.size(field, 0), Filters.eq(field, null)));
    }
}
