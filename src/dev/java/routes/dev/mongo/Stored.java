package routes.dev.mongo;

import org.jspecify.annotations.Nullable;

/**
 * A value of the store, its BSON, or both. A page is written as often as one of its entries changes: this way, an entry is
 * encoded once, and one that was read from the file is decoded at its first use. A key that is only looked up is
 * never encoded.
 *
 * <p>Two threads that ask at once get equal values.
 */
final class Stored<T> {

    private final StoredType<T> type;
    private byte @Nullable [] bson;
    private @Nullable T value;

    private Stored(StoredType<T> type, byte @Nullable [] bson, @Nullable T value) {
        this.type = type;
        this.bson = bson;
        this.value = value;
    }

    static <T> Stored<T> ofValue(StoredType<T> type, T value) {
        return new Stored<>(type, null, value);
    }

    static <T> Stored<T> ofBson(StoredType<T> type, byte[] bson) {
        return new Stored<>(type, bson, null);
    }

    byte[] bson() {
        byte[] known = bson;
        if (known == null) {
            known = type.encode(value);
            bson = known;
        }
        return known;
    }

    T value() {
        T known = value;
        if (known == null) {
            known = type.decode(bson);
            value = known;
        }
        return known;
    }
}
