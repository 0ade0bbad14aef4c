package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.account.MachineToken;
import routes.account.MachineTokens;
import routes.common.repository.Listed;
import routes.common.security.Sealed;

/** Machine tokens in MongoDB: their hashes, never themselves. */
public final class MongoMachineTokens implements MachineTokens {
    private final MongoCollection<Document> tokens;
    private final ChangeCounter changes;

    public MongoMachineTokens(MongoDatabase database, ChangeCounter changes) {
        this.tokens = database.getCollection(CollectionNames.MACHINE_TOKEN);
        this.changes = changes;
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(MachineToken token) {
        Document document = new Document("_id", new ObjectId(token.id()))
                .append("name", token.name())
                .append("scopes", token.grants().stream().sorted().toList())
                .append("hash", token.hash().stored())
                .append("expires_at", StoredFields.date(token.expiresAt()));
        boolean absent = DuplicateKeys.absent(() -> tokens.insertOne(StoredFields.with(document, token.stamps())));
        if (absent) {
            changes.bump();
        }
        return absent;
    }

    @Override
    public List<MachineToken> all() {
        return tokens.find().map(MongoMachineTokens::token).into(new ArrayList<>());
    }

    @Override
    public Optional<MachineToken> find(String id) {
        return Optional.ofNullable(tokens.find(StoredLists.byId(id)).first()).map(MongoMachineTokens::token);
    }

    @Override
    public Listed<MachineToken> list(int skip, int limit) {
        return StoredLists.page(tokens, List.of(), new int[] {skip, limit}, MongoMachineTokens::token);
    }

    @Override
    public void delete(String id) {
        tokens.deleteOne(StoredLists.byId(id));
        changes.bump();
    }

    private static MachineToken token(Document document) {
        return new MachineToken(
                StoredFields.id(document),
                StoredFields.text(document, "name").orElse(""),
                Set.copyOf(StoredFields.texts(document, "scopes")),
                new Sealed(StoredFields.text(document, "hash").orElse("")),
                StoredFields.instant(document, "expires_at").orElse(null),
                StoredFields.stamps(document));
    }
}
