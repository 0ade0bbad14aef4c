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
import java.util.HashSet;
import java.util.List;
import org.bson.Document;
import routes.common.json.Json;
import routes.threshold.rule.RegisteredRule;
import routes.threshold.rule.RuleRegistry;

/** The registry of written rules in MongoDB: one document for each, named by its data source and its own id. */
public final class MongoRuleRegistry implements RuleRegistry {
    private final MongoCollection<Document> rules;

    public MongoRuleRegistry(MongoDatabase database) {
        rules = database.getCollection(CollectionNames.RULE);
    }

    @Override
    public List<RegisteredRule> of(String dataSourceId) {
        return rules.find(Filters.eq("datasource_id", dataSourceId))
                .map(MongoRuleRegistry::rule)
                .into(new ArrayList<>());
    }

    @Override
    public void put(RegisteredRule rule) {
        String id = id(rule.dataSourceId(), rule.ruleId());
        Document document = new Document("_id", id)
                .append("datasource_id", rule.dataSourceId())
                .append("rule_id", rule.ruleId())
                .append("remote_id", rule.remoteId())
                .append("name", rule.name())
                .append("hash", rule.hash())
                .append("content", rule.content().toString())
                .append("series", List.copyOf(rule.series()))
                .append("written_at", Date.from(rule.writtenAt()))
                .append("off_after", rule.offAfter());
        rules.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public void remove(String dataSourceId, String ruleId) {
        rules.deleteOne(Filters.eq("_id", id(dataSourceId, ruleId)));
    }

    @Override
    public void removeAll(String dataSourceId) {
        rules.deleteMany(Filters.eq("datasource_id", dataSourceId));
    }

    private static String id(String dataSourceId, String ruleId) {
        return dataSourceId + "/" + ruleId;
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
                document.getString("off_after"));
    }

    private static JsonNode content(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the registry of rules holds something that is not JSON", e);
        }
    }
}
