package routes.dev.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A database in one store: a map for each collection and each index. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    /** The prefix by which {@code H2Backend} finds the databases of a store. */
    private static final String DATA = "databases.";

    private static final String INDEX = "index.";
    private static final String LIST_INDEXES = "list-indexes";

    private final MVStore store;
    private final LongAdder examined;

    IndexedDatabase(String name, MVStore store, CursorRegistry cursors, LongAdder examined) {
        super(name, cursors);
        this.store = store;
        this.examined = examined;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        Optional<Document> match = command.equals("aggregate") ? leadingMatch(query.get("pipeline")) : Optional.empty();
        if (match.isPresent()
                && resolveCollection(query.get(command).toString(), false) instanceof IndexedCollection at) {
            return at.narrowedBy(match.get(), () -> super.handleCommand(channel, command, query, databases, oplog));
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private static Optional<Document> leadingMatch(@Nullable Object pipeline) {
        return pipeline instanceof List<?> stages
                        && !stages.isEmpty()
                        && stages.get(0) instanceof Document stage
                        && stage.get("$match") instanceof Document match
                ? Optional.of(match)
                : Optional.empty();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String fullName = getFullCollectionNamespace(name);
        MVMap<Stored<Object>, byte[]> documents = store.openMap(
                DATA + fullName,
                new MVMap.Builder<Stored<Object>, byte[]>()
                        .keyType(StoredType.VALUE)
                        .valueType(Bson.TYPE));
        return new IndexedCollection(this, name, options, documents, cursorRegistry, examined);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        MVMap<Stored<KeyValue>, Stored<Object>> positions = store.openMap(
                indexMap(collection, name),
                new MVMap.Builder<Stored<KeyValue>, Stored<Object>>()
                        .keyType(StoredType.KEY)
                        .valueType(StoredType.VALUE));
        return new OrderedIndex(name, keys, sparse, positions, store.openMap(LIST_INDEXES));
    }

    private String indexMap(String collection, String index) {
        return INDEX + getFullCollectionNamespace(collection) + "." + index;
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String name) {
        super.dropIndex(collection, name);
        String map = indexMap(collection.getCollectionName(), name);
        store.removeMap(map);
        store.openMap(LIST_INDEXES).remove(map);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        store.removeMap(DATA + getFullCollectionNamespace(name));
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        throw new UnsupportedOperationException("The embedded server does not rename collections");
    }

    @Override
    protected long getStorageSize() {
        FileStore<?> file = store.getFileStore();
        return file == null ? 0 : file.size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
