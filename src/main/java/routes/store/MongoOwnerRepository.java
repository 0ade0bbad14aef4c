package routes.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.subscription.Stamps;
import routes.subscription.owner.Owner;
import routes.subscription.owner.OwnerKind;
import routes.subscription.owner.OwnerRepository;

/** Projects, products and customers in MongoDB; business ids are kept apart by a unique index. */
public final class MongoOwnerRepository implements OwnerRepository {
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoDatabase database;
    private final Set<OwnerKind> indexed = EnumSet.noneOf(OwnerKind.class);

    public MongoOwnerRepository(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Found find(OwnerKind kind, String namePart, int skip, int limit) {
        Bson filter = StoredLists.contains("name", namePart).orElseGet(Document::new);
        MongoCollection<Document> owners = collection(kind);
        List<Stored> found = owners.find(filter)
                .sort(Sorts.ascending("_id"))
                .skip(skip)
                .limit(limit)
                .map(document -> stored(kind, document))
                .into(new ArrayList<>());
        return new Found(found, owners.countDocuments(filter));
    }

    @Override
    public Optional<Stored> add(OwnerKind kind, Owner owner, Stamps stamps) {
        Document document = document(kind, owner, stamps);
        try {
            keyed(kind).insertOne(document);
            return Optional.of(stored(kind, document));
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public int addMissing(OwnerKind kind, List<Owner> owners, Stamps stamps) {
        if (owners.isEmpty()) {
            return 0;
        }
        List<Document> documents =
                owners.stream().map(owner -> document(kind, owner, stamps)).toList();
        try {
            return keyed(kind).insertMany(documents, ANY_ORDER).getInsertedIds().size();
        } catch (MongoBulkWriteException e) {
            DuplicateKeys.rethrowOthers(e);
            return owners.size() - e.getWriteErrors().size();
        }
    }

    @Override
    public boolean remove(OwnerKind kind, String businessId) {
        return collection(kind)
                        .deleteOne(Filters.eq(kind.idField(), businessId))
                        .getDeletedCount()
                > 0;
    }

    private MongoCollection<Document> collection(OwnerKind kind) {
        return database.getCollection(
                switch (kind) {
                    case PROJECT -> CollectionNames.PROJECT;
                    case PRODUCT -> CollectionNames.PRODUCT;
                    case CUSTOMER -> CollectionNames.CUSTOMER;
                });
    }

    /** The collection with its unique key: made with the first write, when the store is surely there. */
    private MongoCollection<Document> keyed(OwnerKind kind) {
        MongoCollection<Document> owners = collection(kind);
        synchronized (indexed) {
            if (!indexed.contains(kind)) {
                owners.createIndex(Indexes.ascending(kind.idField()), new IndexOptions().unique(true));
                indexed.add(kind);
            }
        }
        return owners;
    }

    private static Document document(OwnerKind kind, Owner owner, Stamps stamps) {
        Document document = StoredFields.with(
                new Document(kind.idField(), owner.id())
                        .append("name", owner.name())
                        .append("is_active", true),
                stamps);
        return kind.desensitized() ? document.append("desensitized_name", owner.desensitizedName()) : document;
    }

    private static Stored stored(OwnerKind kind, Document document) {
        return new Stored(
                StoredFields.id(document),
                new Owner(
                        StoredFields.text(document, kind.idField()).orElse("?"),
                        StoredFields.text(document, "name")
                                .filter(name -> !name.isBlank())
                                .orElse("?"),
                        StoredFields.text(document, "desensitized_name").orElse(null)),
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document));
    }
}
