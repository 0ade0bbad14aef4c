package routes.dev.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query says about one field that an index can answer; whatever an index cannot answer is left to the filter
 * that runs over the found documents.
 *
 * @param anyOf the values the field must have one of, or null
 * @param low the least value the field may have, or null
 * @param high the greatest value the field may have, or null
 */
record FieldConditions(@Nullable Collection<?> anyOf, @Nullable Object low, @Nullable Object high) {

    private static final FieldConditions NONE = new FieldConditions(null, null, null);

    /** The conditions by field of the query and of its top-level {@code $and}. */
    static Map<String, FieldConditions> of(Document query) {
        Map<String, FieldConditions> byField = new HashMap<>();
        collect(query, byField);
        return byField;
    }

    private static void collect(Document query, Map<String, FieldConditions> byField) {
        query.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof List<?> clauses) {
                clauses.stream()
                        .filter(Document.class::isInstance)
                        .forEach(clause -> collect((Document) clause, byField));
            } else if (!field.startsWith("$")) {
                byField.merge(field, ofField(condition), FieldConditions::and);
            }
        });
    }

    private static FieldConditions ofField(@Nullable Object condition) {
        if (condition instanceof Document document && document.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            return document.entrySet().stream()
                    .map(operator -> ofOperator(operator.getKey(), operator.getValue()))
                    .reduce(NONE, FieldConditions::and);
        }
        return ofOperator("$eq", condition);
    }

    private static FieldConditions ofOperator(String operator, @Nullable Object operand) {
        if (operator.equals("$in") && operand instanceof Collection<?> values) {
            return values.stream().allMatch(FieldConditions::isIndexed)
                    ? new FieldConditions(values, null, null)
                    : NONE;
        }
        if (operand == null || !isIndexed(operand)) {
            return NONE;
        }
        return switch (operator) {
            case "$eq" -> new FieldConditions(List.of(operand), null, null);
            case "$gt", "$gte" -> new FieldConditions(null, operand, null);
            case "$lt", "$lte" -> new FieldConditions(null, null, operand);
            default -> NONE;
        };
    }

    /** An absent field is not in a sparse index, an empty list is in none, and a pattern is not a value. */
    private static boolean isIndexed(@Nullable Object value) {
        return value != null && !(value instanceof Collection) && !BsonRegularExpression.isRegularExpression(value);
    }

    /** Of two conditions of one kind either will do: the filter sees to the other. */
    private FieldConditions and(FieldConditions other) {
        return new FieldConditions(
                shorter(anyOf, other.anyOf), low == null ? other.low : low, high == null ? other.high : high);
    }

    private static @Nullable Collection<?> shorter(@Nullable Collection<?> left, @Nullable Collection<?> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.size() <= right.size() ? left : right;
    }

    boolean isEquality() {
        return anyOf != null && anyOf.size() == 1;
    }

    boolean isRange() {
        return anyOf == null && (low != null || high != null);
    }
}
