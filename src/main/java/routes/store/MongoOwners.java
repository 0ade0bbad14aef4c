package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import routes.subscription.owner.OwnerKind;
import routes.subscription.owner.StoredOwner;

/** Projects, products or customers in MongoDB; business ids are kept apart by a unique index. */
public final class MongoOwners extends Documents<StoredOwner> {
    private final OwnerKind kind;

    public MongoOwners(MongoDatabase database, OwnerKind kind) {
        super(database, collection(kind), StoredOwner.class);
        this.kind = kind;
    }

    private static String collection(OwnerKind kind) {
        return switch (kind) {
            case PROJECT -> CollectionNames.PROJECT;
            case PRODUCT -> CollectionNames.PRODUCT;
            case CUSTOMER -> CollectionNames.CUSTOMER;
        };
    }

    @Override
    protected void toStore(ObjectNode tree) {
        kind.named(tree);
    }

    @Override
    protected void fromStore(ObjectNode tree) {
        kind.plain(tree);
    }
}
