package routes.dev.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to find the documents of a query: the stretches of one index that hold all of them (and perhaps more).
 *
 * @param fixed how many leading fields of the index the query fixes to one value
 * @param weight how much of the index's key the query names; the heaviest scan reads least
 */
record IndexScan(OrderedIndex index, int fixed, int weight, List<Stretch> stretches) {

    /** The keys between two keys, both included; null is no limit. */
    record Stretch(@Nullable KeyValue from, @Nullable KeyValue to) {
        boolean isOneKey(int width) {
            return from != null && from.size() == width && from.equals(to);
        }
    }

    private static final int FIXED_WEIGHT = 4;

    /** The best scan for a query, if an index helps at all. */
    static Optional<IndexScan> best(Collection<OrderedIndex> indexes, Document query, Document orderBy) {
        Map<String, FieldConditions> conditions = FieldConditions.of(query);
        return indexes.stream()
                .map(index -> of(index, conditions))
                .filter(scan -> scan.weight > 0 || scan.sorts(orderBy))
                .max(Comparator.comparingInt(IndexScan::weight));
    }

    private static IndexScan of(OrderedIndex index, Map<String, FieldConditions> conditions) {
        List<String> fields = index.fields();
        List<Object> prefix = new ArrayList<>();
        for (String field : fields) {
            FieldConditions condition = conditions.get(field);
            if (condition == null || !condition.isEquality()) {
                break;
            }
            prefix.add(condition.anyOf().iterator().next());
        }
        FieldConditions next = prefix.size() < fields.size() ? conditions.get(fields.get(prefix.size())) : null;
        int weight = prefix.size() * FIXED_WEIGHT + (next == null ? 0 : weight(next));
        return new IndexScan(index, prefix.size(), weight, stretches(index, prefix, next));
    }

    private static int weight(FieldConditions condition) {
        if (condition.anyOf() != null) {
            return FIXED_WEIGHT - 1;
        }
        return (condition.low() == null ? 0 : 1) + (condition.high() == null ? 0 : 1);
    }

    private static List<Stretch> stretches(OrderedIndex index, List<Object> prefix, @Nullable FieldConditions next) {
        int width = index.fields().size();
        if (next != null && next.anyOf() != null) {
            Collection<Object> values = new TreeSet<>(ValueComparator.asc());
            values.addAll(next.anyOf());
            return values.stream()
                    .map(value -> stretch(width, prefix, value, value))
                    .toList();
        }
        if (next == null || !next.isRange()) {
            return List.of(stretch(width, prefix, null, null));
        }
        boolean oneSided = index.holdsLists() && next.low() != null;
        return List.of(stretch(width, prefix, next.low(), oneSided ? null : next.high()));
    }

    private static Stretch stretch(int width, List<Object> prefix, @Nullable Object low, @Nullable Object high) {
        return new Stretch(key(prefix, low, 0), key(prefix, high, width));
    }

    /** The key of a limit, filled up to the width with the greatest value there is. */
    private static @Nullable KeyValue key(List<Object> prefix, @Nullable Object limit, int width) {
        List<Object> parts = new ArrayList<>(prefix);
        if (limit != null) {
            parts.add(limit);
        }
        if (parts.isEmpty()) {
            return null;
        }
        while (parts.size() < width) {
            parts.add(MaxKey.getInstance());
        }
        return new KeyValue(parts).normalized();
    }

    /** Whether the scan yields the documents in the order that is asked for. */
    boolean sorts(Document orderBy) {
        if (orderBy.size() != 1 || fixed == index.fields().size() || stretches.size() != 1 || index.holdsLists()) {
            return false;
        }
        boolean complete = weight > 0 || !index.leavesOutDocuments();
        return complete && orderBy.containsKey(index.fields().get(fixed));
    }

    /** The positions of the found documents, each once. */
    Stream<Object> positions(boolean descending) {
        return stretches.stream()
                .flatMap(stretch -> stretch.isOneKey(index.fields().size())
                        ? index.at(stretch.from)
                        : index.scan(stretch.from, stretch.to, descending))
                .distinct();
    }
}
