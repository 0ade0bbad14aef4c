package routes.dev.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Function;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keeps ids and keys of indexes as BSON, ordered as MongoDB orders them. */
final class StoredType<T> extends BasicDataType<Stored<T>> {

    private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();
    private static final int OBJECTS_OVERHEAD = 160;

    static final StoredType<Object> VALUE =
            new StoredType<>(StoredType::wrap, StoredType::unwrap, StoredType::compareValues);
    static final StoredType<KeyValue> KEY =
            new StoredType<>(StoredType::wrapKey, StoredType::unwrapKey, StoredType::compareKeys);

    private final Function<T, Document> toBson;
    private final Function<Document, T> fromBson;
    private final Comparator<? super T> order;

    private StoredType(Function<T, Document> toBson, Function<Document, T> fromBson, Comparator<? super T> order) {
        this.toBson = toBson;
        this.fromBson = fromBson;
        this.order = order;
    }

    Stored<T> of(T value) {
        return Stored.ofValue(this, value);
    }

    byte[] encode(T value) {
        return Bson.of(toBson.apply(value));
    }

    T decode(byte[] bson) {
        return fromBson.apply(Bson.document(bson));
    }

    @Override
    public int compare(Stored<T> left, Stored<T> right) {
        return order.compare(left.value(), right.value());
    }

    @Override
    public int binarySearch(Stored<T> key, Object keys, int size, int initialGuess) {
        Stored<T>[] sorted = cast(keys);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(key, sorted[middle]);
            if (order == 0) {
                return middle;
            }
            low = order > 0 ? middle + 1 : low;
            high = order < 0 ? middle - 1 : high;
        }
        return -(low + 1);
    }

    /** Most are ids and texts: they are compared without asking for their rank among the types. */
    private static int compareValues(Object left, Object right) {
        if (left instanceof ObjectId one && right instanceof ObjectId other) {
            return one.compareTo(other);
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        return VALUES.compare(left, right);
    }

    /** A key that is a prefix of another comes before it. */
    private static int compareKeys(KeyValue left, KeyValue right) {
        for (int part = 0; part < Math.min(left.size(), right.size()); part++) {
            int order = compareValues(left.get(part), right.get(part));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @Override
    public int getMemory(Stored<T> stored) {
        return OBJECTS_OVERHEAD + stored.bson().length;
    }

    @Override
    public void write(WriteBuffer out, Stored<T> stored) {
        Bson.TYPE.write(out, stored.bson());
    }

    @Override
    public Stored<T> read(ByteBuffer in) {
        return Stored.ofBson(this, Bson.TYPE.read(in));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics are made raw
    public Stored<T>[] createStorage(int size) {
        return new Stored[size];
    }

    private static Document wrap(Object value) {
        return value instanceof Missing ? new Document() : new Document("v", value);
    }

    private static Object unwrap(Document document) {
        return document.getOrMissing("v");
    }

    private static Document wrapKey(KeyValue key) {
        Document document = new Document();
        for (int part = 0; part < key.size(); part++) {
            document.put(Integer.toString(part), key.get(part));
        }
        return document;
    }

    private static KeyValue unwrapKey(Document document) {
        return new KeyValue(new ArrayList<>(document.values()));
    }
}
