package routes.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;
import routes.common.security.Sealed;
import routes.datasource.DesiredRule;
import routes.datasource.RulePlace;
import routes.threshold.rule.NotedPlace;
import routes.threshold.rule.RegisteredRule;
import routes.threshold.rule.RuleRegistry;
import routes.threshold.rule.Tombstone;

/** The registry of written rules in MongoDB: one document for each, named by its data source and its own id. */
public final class MongoRuleRegistry implements RuleRegistry {
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> rules;
    private final MongoCollection<Document> places;
    private final MongoCollection<Document> tombstones;
    private final MongoCollection<Document> disowned;

    public MongoRuleRegistry(MongoDatabase database) {
        rules = database.getCollection(CollectionNames.RULE);
        places = database.getCollection(CollectionNames.RULE_PLACE);
        tombstones = database.getCollection(CollectionNames.RULE_TOMBSTONE);
        disowned = database.getCollection(CollectionNames.RULE_DISOWNED);
    }

    @Override
    public List<RegisteredRule> of(String dataSourceId) {
        return rules.find(Filters.eq("datasource_id", dataSourceId))
                .map(MongoRuleRegistry::rule)
                .into(new ArrayList<>());
    }

    @Override
    public void put(RegisteredRule rule) {
        String id = id(rule);
        Document document = new Document("_id", id)
                .append("datasource_id", rule.dataSourceId())
                .append("rule_id", rule.ruleId())
                .append("remote_id", rule.remoteId())
                .append("name", rule.name())
                .append("hash", rule.hash())
                .append("content", rule.content().toString())
                .append("series", List.copyOf(rule.series()))
                .append("written_at", Date.from(rule.writtenAt()))
                .append("off_after", rule.offAfter())
                .append("place", rule.place());
        if (rule.hours() != null) {
            document.append("hours", hours(rule.hours()));
        }
        rules.replaceOne(Filters.eq("_id", id), document, UPSERT);
    }

    @Override
    public void remove(RegisteredRule rule) {
        rules.deleteOne(Filters.eq("_id", id(rule)));
    }

    @Override
    public List<NotedPlace> places(String dataSourceId) {
        return places.find(Filters.eq("datasource_id", dataSourceId))
                .map(MongoRuleRegistry::place)
                .into(new ArrayList<>());
    }

    @Override
    public void note(NotedPlace noted) {
        RulePlace place = noted.place();
        Document secrets = new Document();
        noted.secrets().forEach((name, secret) -> secrets.append(name, secret.stored()));
        Document document = new Document("_id", noted.key())
                .append("datasource_id", noted.dataSourceId())
                .append("place", place.id())
                .append("type", place.type())
                .append("connect_id", place.connectId())
                .append("fields", new Document(Map.copyOf(place.fields())))
                .append("where", new Document(Map.copyOf(place.where())))
                .append("secrets", secrets)
                .append("written_at", Date.from(noted.writtenAt()))
                .append("apart_from", List.copyOf(noted.apartFrom()));
        places.replaceOne(Filters.eq("_id", noted.key()), document, UPSERT);
    }

    @Override
    public void forget(String dataSourceId, String placeId) {
        rules.deleteMany(Filters.and(Filters.eq("datasource_id", dataSourceId), Filters.eq("place", placeId)));
        places.deleteOne(Filters.eq("_id", NotedPlace.key(dataSourceId, placeId)));
    }

    @Override
    public void removeAll(String dataSourceId) {
        rules.deleteMany(Filters.eq("datasource_id", dataSourceId));
        places.deleteMany(Filters.eq("datasource_id", dataSourceId));
        tombstones.deleteOne(Filters.eq("_id", dataSourceId));
        disowned.deleteOne(Filters.eq("_id", dataSourceId));
    }

    @Override
    public Set<String> dataSources() {
        Set<String> all = new TreeSet<>();
        rules.distinct("datasource_id", String.class).into(all);
        places.distinct("datasource_id", String.class).into(all);
        tombstones.distinct("_id", String.class).into(all);
        return all;
    }

    @Override
    public void bury(Tombstone tombstone) {
        Document document = new Document("_id", tombstone.dataSourceId())
                .append("task_name", tombstone.taskName())
                .append("reason", tombstone.reason())
                .append("deleted_at", Date.from(tombstone.deletedAt()));
        tombstones.replaceOne(Filters.eq("_id", tombstone.dataSourceId()), document, UPSERT);
    }

    @Override
    public Optional<Tombstone> tombstone(String dataSourceId) {
        return Optional.ofNullable(
                        tombstones.find(Filters.eq("_id", dataSourceId)).first())
                .map(found -> new Tombstone(
                        dataSourceId,
                        found.getString("task_name"),
                        found.getString("reason"),
                        StoredFields.instant(found, "deleted_at").orElse(Instant.EPOCH)));
    }

    @Override
    public Set<String> disowned(String dataSourceId) {
        return Optional.ofNullable(
                        disowned.find(Filters.eq("_id", dataSourceId)).first())
                .map(found -> Set.copyOf(StoredFields.texts(found, "rules")))
                .orElse(Set.of());
    }

    @Override
    public void disown(String dataSourceId, Set<String> ruleIds) {
        Document document = new Document("_id", dataSourceId).append("rules", List.copyOf(ruleIds));
        disowned.replaceOne(Filters.eq("_id", dataSourceId), document, UPSERT);
    }

    /** A rule of the same series may be at two places. */
    private static String id(RegisteredRule rule) {
        String place = rule.place() == null ? "" : rule.place() + "/";
        return rule.dataSourceId() + "/" + place + rule.ruleId();
    }

    private static NotedPlace place(Document document) {
        Map<String, Sealed> secrets = new HashMap<>();
        texts(document, "secrets").forEach((name, stored) -> secrets.put(name, new Sealed(stored)));
        return new NotedPlace(
                document.getString("datasource_id"),
                new RulePlace(
                        document.getString("place"),
                        document.getString("type"),
                        document.getString("connect_id"),
                        texts(document, "fields"),
                        texts(document, "where"),
                        Set.of()),
                secrets,
                StoredFields.instant(document, "written_at").orElse(Instant.EPOCH),
                new HashSet<>(StoredFields.texts(document, "apart_from")));
    }

    private static Map<String, String> texts(Document document, String field) {
        return StoredFields.textMap(document, field).orElse(Map.of());
    }

    private static RegisteredRule rule(Document document) {
        return new RegisteredRule(
                document.getString("datasource_id"),
                document.getString("rule_id"),
                document.getString("remote_id"),
                document.getString("name"),
                document.getString("hash"),
                content(document.getString("content")),
                new HashSet<>(StoredFields.texts(document, "series")),
                StoredFields.instant(document, "written_at").orElse(Instant.EPOCH),
                document.getString("off_after"),
                document.getString("place"),
                hours(document.get("hours", Document.class)));
    }

    private static Document hours(DesiredRule.Hours hours) {
        return new Document("side", hours.side())
                .append("hours", hours.hours().stream().sorted().toList());
    }

    private static DesiredRule.@Nullable Hours hours(@Nullable Document stored) {
        return stored == null
                ? null
                : new DesiredRule.Hours(
                        stored.getString("side"), new HashSet<>(stored.getList("hours", Integer.class, List.of())));
    }

    private static JsonNode content(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the registry of rules holds something that is not JSON", e);
        }
    }
}
