package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import routes.datasource.connect.StoredSource;

/** Data sources in MongoDB; the config has a field of VeAIOps for each type. */
public final class MongoSources extends Documents<StoredSource> {
    private static final String CONFIG = "config";

    public MongoSources(MongoDatabase database) {
        super(database, CollectionNames.DATA_SOURCE, StoredSource.class);
    }

    @Override
    protected void toStore(ObjectNode tree) {
        tree.set(field(tree), tree.remove(CONFIG));
    }

    @Override
    protected void fromStore(ObjectNode tree) {
        JsonNode config = tree.remove(field(tree));
        if (config instanceof ObjectNode) {
            tree.set(CONFIG, config);
        }
        if (!tree.hasNonNull("connect")) {
            tree.put("connect", "");
        }
    }

    private static String field(ObjectNode tree) {
        return StoredSource.configField(tree.path("type").asText());
    }
}
