package routes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import routes.datasource.connect.Connect;

/** Connects in MongoDB, with VeAIOps' fields: one field for each, secrets beside the rest. */
public final class MongoConnects extends Documents<Connect> {
    static final Set<String> OWN =
            Set.of("_id", "name", "type", "is_active", "revision_id", "created_user", "updated_user");
    private static final String FIELDS = "fields";
    private static final String SECRETS = "secrets";

    private final Function<String, Set<String>> secretNames;

    /** @param secretNames which fields of a type are secrets; of a type that is not installed, all are */
    public MongoConnects(MongoDatabase database, Function<String, Set<String>> secretNames) {
        super(database, Connect.COLLECTION, Connect.class);
        this.secretNames = secretNames;
    }

    /** A field that the connect has no more goes. */
    @Override
    public Outcome replace(Connect connect) {
        Document document = document(connect);
        boolean free = DuplicateKeys.absent(() -> collection().replaceOne(StoredLists.byId(connect.id()), document));
        return free ? Outcome.DONE : Outcome.TAKEN;
    }

    @Override
    protected void toStore(ObjectNode tree) {
        tree.setAll((ObjectNode) tree.remove(FIELDS));
        tree.setAll((ObjectNode) tree.remove(SECRETS));
    }

    @Override
    protected void fromStore(ObjectNode tree) {
        Set<String> secret = secretNames.apply(tree.path("type").asText());
        ObjectNode stored = tree.deepCopy();
        stored.remove(OWN);
        ObjectNode fields = tree.putObject(FIELDS);
        ObjectNode secrets = tree.putObject(SECRETS);
        stored.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual()) {
                boolean isSecret = secret.contains(field.getKey()) || secret.contains("*");
                (isSecret ? secrets : fields).set(field.getKey(), value);
            }
        });
    }
}
