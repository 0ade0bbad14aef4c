package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import routes.account.MachineToken;

/** Machine tokens in MongoDB: their hashes, never themselves. */
public final class MongoMachineTokens extends Documents<MachineToken> {
    private static final String HASH = "hash";

    public MongoMachineTokens(MongoDatabase database, ChangeCounter changes) {
        super(database, CollectionNames.MACHINE_TOKEN, MachineToken.class, changes);
    }

    /** Without a hash it cannot be used. */
    @Override
    protected void fromStore(ObjectNode tree) {
        if (!tree.path(HASH).isTextual()) {
            tree.put(HASH, "");
        }
    }
}
