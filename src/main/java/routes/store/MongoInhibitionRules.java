package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.subscription.inhibition.InhibitionRule;
import routes.subscription.inhibition.InhibitionRules;

/**
 * Inhibition rules in MongoDB. Failure policy: a write and the step of the counter are two operations; when the second one
 * is lost, the periodic full reload of the copies sees the write.
 */
public final class MongoInhibitionRules implements InhibitionRules {
    private static final String SOURCE = "source_matchers";
    private static final String TARGET = "target_matchers";

    private final MongoCollection<Document> rules;
    private final ChangeCounter changes;

    public MongoInhibitionRules(MongoDatabase database) {
        rules = database.getCollection(CollectionNames.INHIBITION);
        changes = new ChangeCounter(database, "inhibitions");
    }

    @Override
    public long version() {
        return changes.value();
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public void insert(InhibitionRule rule) {
        rules.insertOne(document(rule));
        changes.bump();
    }

    @Override
    public Optional<InhibitionRule> find(String id) {
        return Optional.ofNullable(rules.find(StoredLists.byId(id)).first()).map(MongoInhibitionRules::rule);
    }

    @Override
    public List<InhibitionRule> all() {
        return rules.find()
                .sort(Sorts.descending("_id"))
                .map(MongoInhibitionRules::rule)
                .into(new ArrayList<>());
    }

    @Override
    public boolean replace(InhibitionRule rule) {
        return changed(
                rules.replaceOne(StoredLists.byId(rule.id()), document(rule)).getMatchedCount() == 1);
    }

    @Override
    public boolean delete(String id) {
        return changed(rules.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1);
    }

    private boolean changed(boolean found) {
        if (found) {
            changes.bump();
        }
        return found;
    }

    private static Document document(InhibitionRule rule) {
        return new Document("_id", new ObjectId(rule.id()))
                .append("name", rule.name())
                .append(SOURCE, StoredConditions.matchers(rule.source()))
                .append(TARGET, StoredConditions.matchers(rule.target()))
                .append("equal", rule.equal())
                .append("comment", rule.comment())
                .append("created_at", Date.from(rule.createdAt()))
                .append("updated_at", Date.from(rule.updatedAt()));
    }

    private static InhibitionRule rule(Document document) {
        return new InhibitionRule(
                StoredFields.id(document),
                document.getString("name"),
                StoredConditions.matchers(document, SOURCE),
                StoredConditions.matchers(document, TARGET),
                StoredFields.texts(document, "equal"),
                document.getString("comment"),
                document.getDate("created_at").toInstant(),
                document.getDate("updated_at").toInstant());
    }
}
