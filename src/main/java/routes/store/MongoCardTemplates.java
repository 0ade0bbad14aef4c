package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.common.repository.Listed;
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** Card templates in MongoDB; one for each agent type and channel by a unique index. */
public final class MongoCardTemplates implements CardTemplates {
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> templates;

    public MongoCardTemplates(MongoDatabase database) {
        this.templates = database.getCollection(CollectionNames.CARD_TEMPLATE);
    }

    @Override
    public List<CardTemplate> put(Collection<String> agentTypes, String channel, String templateId, Instant now) {
        List<CardTemplate> touched = new ArrayList<>();
        for (String agentType : agentTypes) {
            Bson key = Filters.and(Filters.eq("agent_type", agentType), Filters.eq("channel", channel));
            Bson update = Updates.combine(
                    Updates.set("template_id", templateId),
                    Updates.set("is_active", true),
                    Updates.set("updated_at", Date.from(now)),
                    Updates.setOnInsert("created_at", Date.from(now)));
            touched.add(template(upsert(key, update)));
        }
        return touched;
    }

    @Override
    public Optional<CardTemplate> find(String id) {
        return Optional.ofNullable(templates.find(StoredLists.byId(id)).first()).map(MongoCardTemplates::template);
    }

    @Override
    public Listed<CardTemplate> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.anyOf("agent_type", filter.agents()),
                        StoredLists.anyOf("channel", filter.channels()),
                        StoredLists.equal("template_id", filter.templateId()),
                        StoredLists.activeUnless(filter.showAll()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(templates, filters, new int[] {skip, limit}, MongoCardTemplates::template);
    }

    @Override
    public boolean setTemplate(String id, String templateId, Instant now) {
        return StoredLists.set(templates, id, new Document("template_id", templateId), now);
    }

    @Override
    public boolean activate(String id, boolean active, Instant now) {
        return StoredLists.set(templates, id, new Document("is_active", active), now);
    }

    @Override
    public boolean delete(String id) {
        return templates.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1;
    }

    private Document upsert(Bson key, Bson update) {
        try {
            return Objects.requireNonNull(templates.findOneAndUpdate(key, update, UPSERT));
        } catch (MongoWriteException | MongoCommandException e) {
            // two first upserts at once: one of them finds that the document exists now
            return Objects.requireNonNull(templates.findOneAndUpdate(key, update, UPSERT));
        }
    }

    private static CardTemplate template(Document document) {
        return new CardTemplate(
                StoredFields.id(document),
                StoredFields.text(document, "agent_type").orElse(""),
                StoredFields.text(document, "channel").orElse(""),
                StoredFields.text(document, "template_id").orElse(""),
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
