package routes.dev.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map.Entry;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index whose keys lie in MongoDB's order, so that it answers ranges and sorts as well as look-ups. */
final class OrderedIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<KeyValue, Object> positions;
    private final MVMap<String, Object> listIndexes;

    /** The set {@code listIndexes} names the indexes that hold a list: there, a document may lie at several keys or none. */
    OrderedIndex(
            String name,
            List<IndexKey> keys,
            boolean sparse,
            MVMap<KeyValue, Object> positions,
            MVMap<String, Object> listIndexes) {
        super(name, keys, sparse);
        this.positions = positions;
        this.listIndexes = listIndexes;
    }

    List<String> fields() {
        return keys();
    }

    boolean leavesOutDocuments() {
        return isSparse();
    }

    boolean holdsLists() {
        return listIndexes.containsKey(positions.getName());
    }

    /** The position of the document with this very key, if there is one. */
    Stream<Object> at(KeyValue key) {
        return Stream.ofNullable(positions.get(key));
    }

    /** The positions of the documents whose keys lie between two keys, both included; null is no limit. */
    Stream<Object> scan(@Nullable KeyValue from, @Nullable KeyValue to, boolean descending) {
        Cursor<KeyValue, Object> cursor =
                descending ? positions.cursor(to, from, true) : positions.cursor(from, to, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
                .map(key -> cursor.getValue());
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        super.add(document, position, collection);
        if (getKeyValues(document).size() != 1) {
            listIndexes.put(positions.getName(), Boolean.TRUE);
        }
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
