package routes.dev.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index whose keys lie in MongoDB's order, so that it answers ranges and sorts as well as look-ups. */
final class OrderedIndex extends AbstractUniqueIndex<Object> {

    private static final List<String> ID = List.of("_id");

    private final List<String> fields;
    private final List<String> roots;
    private final boolean plain;
    private final MVMap<Stored<KeyValue>, Stored<Object>> positions;
    private final MVMap<String, Object> listIndexes;

    /** The set {@code listIndexes} names the indexes that hold a list: there, a document may lie at several keys or none. */
    OrderedIndex(
            String name,
            List<IndexKey> keys,
            boolean sparse,
            MVMap<Stored<KeyValue>, Stored<Object>> positions,
            MVMap<String, Object> listIndexes) {
        super(name, keys, sparse);
        this.fields = keys.stream().map(IndexKey::getKey).toList();
        this.roots =
                fields.stream().map(field -> field.split("\\.")[0]).distinct().toList();
        this.plain = fields.equals(roots);
        this.positions = positions;
        this.listIndexes = listIndexes;
    }

    List<String> fields() {
        return fields;
    }

    @Override
    protected List<String> keys() {
        return fields;
    }

    /** Most updates leave the fields of most indexes alone: that is seen without making keys of them. */
    @Override
    protected boolean nullAwareEqualsKeys(Document before, Document after) {
        return roots.stream().allMatch(field -> Objects.equals(before.getOrMissing(field), after.getOrMissing(field)))
                || super.nullAwareEqualsKeys(before, after);
    }

    boolean leavesOutDocuments() {
        return isSparse();
    }

    boolean holdsLists() {
        return listIndexes.containsKey(positions.getName());
    }

    /** The position of the document with this very key, if there is one. */
    Stream<Object> at(KeyValue key) {
        return Stream.ofNullable(getPosition(key));
    }

    /** The positions of the documents whose keys lie between two keys, both included; null is no limit. */
    Stream<Object> scan(@Nullable KeyValue from, @Nullable KeyValue to, boolean descending) {
        Cursor<Stored<KeyValue>, Stored<Object>> cursor = descending
                ? positions.cursor(stored(to), stored(from), true)
                : positions.cursor(stored(from), stored(to), false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
                .map(key -> cursor.getValue().value());
    }

    private static @Nullable Stored<KeyValue> stored(@Nullable KeyValue key) {
        return key == null ? null : StoredType.KEY.of(key);
    }

    private static @Nullable Object value(@Nullable Stored<Object> position) {
        return position == null ? null : position.value();
    }

    /** The document lies at one position, whichever index is asked: one that is asked is enough. */
    @Override
    public @Nullable Object getPosition(Document document) {
        return fields.equals(ID) ? super.getPosition(document) : null;
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        return onlyKey(document).map(Set::of).orElseGet(() -> super.getKeyValues(document));
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Object> collection) {
        boolean free = onlyKey(document).filter(key -> !containsKey(key)).isPresent();
        if (!free && !leavesOut(document)) {
            super.checkAdd(document, collection);
        }
    }

    /** The collection asks {@link #checkAdd} before. */
    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        if (leavesOut(document)) {
            return;
        }
        Optional<KeyValue> key = onlyKey(document);
        if (key.isPresent()) {
            if (!putKeyPosition(key.get(), position)) {
                throw new IllegalStateException(key.get() + " is in the index " + getName() + " already");
            }
            return;
        }
        super.add(document, position, collection);
        if (getKeyValues(document).size() != 1) {
            listIndexes.put(positions.getName(), Boolean.TRUE);
        }
    }

    @Override
    public synchronized @Nullable Object remove(Document document) {
        return leavesOut(document) ? null : super.remove(document);
    }

    private boolean leavesOut(Document document) {
        return plain && isSparse() && fields.stream().noneMatch(document::containsKey);
    }

    /** The key of a document that has no list and no path in the way; most have none. */
    private Optional<KeyValue> onlyKey(Document document) {
        if (!plain) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>(fields.size());
        for (String field : fields) {
            Object value = document.getOrMissing(field);
            if (value instanceof Collection) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(new KeyValue(values).normalized());
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return value(positions.remove(StoredType.KEY.of(key)));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(StoredType.KEY.of(key), StoredType.VALUE.of(Missing.ofNullable(position))) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return () -> positions.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey().value(), entry.getValue().value()))
                .iterator();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return value(positions.get(StoredType.KEY.of(key)));
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
