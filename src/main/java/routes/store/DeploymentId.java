package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Names this deployment in the markers of its rules: the setting, else an id that is made once and kept in the store. A copy of
 * the database has the same one, unless its setting gives it another.
 */
public final class DeploymentId {
    private static final String ID = "deployment";
    private static final FindOneAndUpdateOptions MADE_ONCE =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> deployments;
    private final String setting;
    private volatile @Nullable String known;

    /** @param setting empty: the one in the store */
    public DeploymentId(MongoDatabase database, String setting) {
        this.deployments = database.getCollection(CollectionNames.DEPLOYMENT);
        this.setting = setting.strip();
        if (!this.setting.matches("[A-Za-z0-9.-]{0,60}")) {
            throw new IllegalArgumentException(
                    "veaiops.rule-sync.deployment must be at most 60 letters, digits, dots and hyphens");
        }
    }

    public String get() {
        String id = known;
        if (id == null) {
            id = setting.isEmpty() ? stored() : setting;
            known = id;
        }
        return id;
    }

    private String stored() {
        Document found = deployments.findOneAndUpdate(
                Filters.eq("_id", ID),
                Updates.setOnInsert("name", UUID.randomUUID().toString()),
                MADE_ONCE);
        return Objects.requireNonNull(found).getString("name");
    }
}
