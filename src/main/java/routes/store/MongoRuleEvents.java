package routes.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.OwnRule;
import routes.event.EventState;
import routes.threshold.rule.RegisteredRule;
import routes.threshold.rule.RuleRegistry;
import routes.threshold.task.RuleEvent;
import routes.threshold.task.RuleEvents;

/** The events of rules of ours: by the tags that their alarms carry, with the series that the registry knows of the rule. */
public final class MongoRuleEvents implements RuleEvents {
    private static final Bson FIELDS =
            Projections.include("labels", "created_at", "started_at", "resolved_at", "state", "last_seen");

    private final MongoCollection<Document> events;
    private final RuleRegistry registry;

    public MongoRuleEvents(MongoDatabase database) {
        events = database.getCollection(CollectionNames.EVENT);
        registry = new MongoRuleRegistry(database);
    }

    @Override
    public List<RuleEvent> of(String dataSourceId, Instant from, Instant to) {
        Bson wanted = and(
                eq(EventDocuments.RULE_SOURCE, dataSourceId),
                gte("created_at", Date.from(from)),
                lte("created_at", Date.from(to)));
        List<Document> found = events.find(wanted)
                .projection(FIELDS)
                .sort(Sorts.ascending("created_at", "_id"))
                .into(new ArrayList<>());
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> series = new HashMap<>();
        registry.of(dataSourceId).forEach(rule -> series.put(rule.ruleId(), rule.series()));
        return found.stream()
                .map(event -> event(event, EventDocuments.labels(event), series))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<RuleEvent> find(String eventId) {
        Document found =
                events.find(eq("_id", new ObjectId(eventId))).projection(FIELDS).first();
        if (found == null) {
            return Optional.empty();
        }
        Map<String, String> labels = EventDocuments.labels(found);
        return OwnRule.of(labels).flatMap(rule -> event(found, labels, Map.of(rule.ruleId(), series(rule))));
    }

    private Set<String> series(OwnRule rule) {
        return registry.of(rule.dataSourceId()).stream()
                .filter(registered -> registered.ruleId().equals(rule.ruleId()))
                .map(RegisteredRule::series)
                .findFirst()
                .orElse(Set.of());
    }

    private static Optional<RuleEvent> event(
            Document event, Map<String, String> labels, Map<String, Set<String>> series) {
        return OwnRule.of(labels)
                .map(rule -> new RuleEvent(
                        StoredFields.id(event),
                        rule.dataSourceId(),
                        series.getOrDefault(rule.ruleId(), Set.of()),
                        labels,
                        start(event),
                        end(event)));
    }

    private static Instant start(Document event) {
        Instant received = StoredFields.instant(event, "created_at").orElse(Instant.EPOCH);
        return StoredFields.instant(event, "started_at")
                .filter(started -> started.isBefore(received))
                .orElse(received);
    }

    /** One without a recovery was over when its last alarm came. */
    private static @Nullable Instant end(Document event) {
        if (EventState.FIRING.name().equals(event.getString("state"))) {
            return null;
        }
        return StoredFields.instant(event, "resolved_at")
                .or(() -> StoredFields.instant(event, "last_seen"))
                .filter(end -> !end.isBefore(start(event)))
                .orElseGet(() -> start(event));
    }
}
