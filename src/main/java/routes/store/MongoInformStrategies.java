package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.repository.Listed;
import routes.subscription.InformStrategies;
import routes.subscription.InformStrategy;

/** Inform strategies in MongoDB; names are kept apart by a unique index. */
public final class MongoInformStrategies implements InformStrategies {
    private final MongoCollection<Document> strategies;
    private final ChangeCounter changes;

    public MongoInformStrategies(MongoDatabase database, ChangeCounter changes) {
        this.strategies = database.getCollection(CollectionNames.INFORM_STRATEGY);
        this.changes = changes;
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(InformStrategy strategy) {
        return written(() -> strategies.insertOne(StrategyDocuments.document(strategy)));
    }

    @Override
    public Optional<InformStrategy> find(String id) {
        return Optional.ofNullable(strategies.find(StoredLists.byId(id)).first())
                .map(StrategyDocuments::strategy);
    }

    @Override
    public List<InformStrategy> findAll(Collection<String> ids) {
        List<ObjectId> wanted =
                ids.stream().filter(ObjectId::isValid).map(ObjectId::new).toList();
        Map<String, InformStrategy> found = new HashMap<>();
        strategies
                .find(Filters.in("_id", wanted))
                .map(StrategyDocuments::strategy)
                .forEach(strategy -> found.put(strategy.id(), strategy));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Listed<InformStrategy> list(Filter filter, int skip, int limit) {
        List<Bson> filters = Stream.of(
                        StoredLists.contains("name", filter.name()),
                        StoredLists.equal("channel", filter.channel()),
                        StoredLists.equal("bot_id", filter.botId()),
                        StoredLists.anyOf("chat_ids", filter.chatIds()),
                        StoredLists.activeUnless(filter.showAll()))
                .flatMap(Optional::stream)
                .toList();
        return StoredLists.page(strategies, filters, new int[] {skip, limit}, StrategyDocuments::strategy);
    }

    @Override
    public boolean replace(InformStrategy strategy) {
        Document written = StrategyDocuments.document(strategy);
        written.keySet().retainAll(List.of("name", "description", "channel", "bot_id", "chat_ids"));
        Instant now = Optional.ofNullable(strategy.stamps().updatedAt()).orElseThrow();
        return written(() -> StoredLists.set(strategies, strategy.id(), written, now));
    }

    @Override
    public boolean activate(String id, boolean active, Instant now) {
        return bumpedIf(StoredLists.set(strategies, id, new Document("is_active", active), now));
    }

    @Override
    public boolean delete(String id) {
        return bumpedIf(strategies.deleteOne(StoredLists.byId(id)).getDeletedCount() == 1);
    }

    private boolean written(Runnable write) {
        try {
            write.run();
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
        changes.bump();
        return true;
    }

    private boolean bumpedIf(boolean written) {
        if (written) {
            changes.bump();
        }
        return written;
    }
}
