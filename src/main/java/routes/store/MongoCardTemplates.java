package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
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
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.common.security.ActingUser;
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** Card templates in MongoDB; one for each agent type and channel by a unique index. */
public final class MongoCardTemplates extends Documents<CardTemplate> implements CardTemplates {
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    public MongoCardTemplates(MongoDatabase database) {
        super(database, CollectionNames.CARD_TEMPLATE, CardTemplate.class);
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
                    Updates.setOnInsert("created_at", Date.from(now)),
                    Updates.setOnInsert("created_user", ActingUser.name()),
                    Updates.set("updated_user", ActingUser.name()));
            touched.add(read(upsert(key, update)));
        }
        return touched;
    }

    private Document upsert(Bson key, Bson update) {
        try {
            return Objects.requireNonNull(collection().findOneAndUpdate(key, update, UPSERT));
        } catch (MongoWriteException | MongoCommandException e) {
            // two first upserts at once: one of them finds that the document exists now
            return Objects.requireNonNull(collection().findOneAndUpdate(key, update, UPSERT));
        }
    }
}
