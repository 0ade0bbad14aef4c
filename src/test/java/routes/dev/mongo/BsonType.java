package routes.dev.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keeps values of the store as BSON, ordered as MongoDB orders them. */
final class BsonType<T> extends BasicDataType<T> {

    static final BsonType<Document> DOCUMENT =
            new BsonType<>(document -> document, document -> document, Document[]::new);
    static final BsonType<Object> VALUE = new BsonType<>(BsonType::wrap, BsonType::unwrap, Object[]::new);
    static final BsonType<KeyValue> KEY = new BsonType<>(BsonType::wrapKey, BsonType::unwrapKey, KeyValue[]::new);

    private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();
    private static final int FIELD_OVERHEAD = 48;
    private static final int USUAL_DOCUMENT = 4096;
    private static final ThreadLocal<ByteBuf> BUFFER = ThreadLocal.withInitial(() -> Unpooled.buffer(USUAL_DOCUMENT));

    private final Function<T, Document> toBson;
    private final Function<Document, T> fromBson;
    private final IntFunction<T[]> storage;

    private BsonType(Function<T, Document> toBson, Function<Document, T> fromBson, IntFunction<T[]> storage) {
        this.toBson = toBson;
        this.fromBson = fromBson;
        this.storage = storage;
    }

    @Override
    public int compare(T left, T right) {
        return left instanceof KeyValue leftKey && right instanceof KeyValue rightKey
                ? compareKeys(leftKey, rightKey)
                : VALUES.compare(left, right);
    }

    @Override
    public int binarySearch(T key, Object keys, int size, int initialGuess) {
        T[] sorted = cast(keys);
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

    /** A key that is a prefix of another comes before it. */
    private static int compareKeys(KeyValue left, KeyValue right) {
        for (int part = 0; part < Math.min(left.size(), right.size()); part++) {
            int order = VALUES.compare(left.get(part), right.get(part));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @Override
    public int getMemory(T value) {
        return memory(value);
    }

    private static int memory(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToInt(BsonType::memory).sum() + FIELD_OVERHEAD;
        }
        if (value instanceof Iterable<?> values) {
            int sum = FIELD_OVERHEAD;
            for (Object element : values) {
                sum += memory(element);
            }
            return sum;
        }
        return value instanceof String text ? FIELD_OVERHEAD + text.length() : FIELD_OVERHEAD;
    }

    @Override
    public void write(WriteBuffer out, T value) {
        ByteBuf bson = BUFFER.get().clear();
        BsonEncoder.encodeDocument(toBson.apply(value), bson);
        out.put(bson.array(), bson.arrayOffset(), bson.readableBytes());
    }

    @Override
    public T read(ByteBuffer in) {
        ByteBuf bson = Unpooled.wrappedBuffer(in);
        Document document = BsonDecoder.decodeBson(bson);
        in.position(in.position() + bson.readerIndex());
        return fromBson.apply(document);
    }

    @Override
    public T[] createStorage(int size) {
        return storage.apply(size);
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
        List<Object> parts = new ArrayList<>(document.values());
        return new KeyValue(parts);
    }
}
