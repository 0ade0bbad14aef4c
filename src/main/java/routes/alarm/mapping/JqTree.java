package routes.alarm.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;

/** Looks into the trees of programs that jackson-jq reads: their parts are private fields. */
final class JqTree {
    private static final String TREE = "net.thisptr.jackson.jq.internal";

    private JqTree() {}

    /** What a part is made of, in the order of the program as far as its class keeps it. */
    static List<Object> parts(Object part) {
        List<Object> parts = new ArrayList<>();
        if (part instanceof List<?> list) {
            parts.addAll(list);
        } else if (part instanceof Pair<?, ?> pair) {
            parts.add(pair._1);
            parts.add(pair._2);
        } else if (part.getClass().getName().startsWith(TREE)) {
            fields(part)
                    .forEach(field -> Optional.ofNullable(value(part, field)).ifPresent(parts::add));
        }
        parts.removeIf(found -> found == null || !isPart(found));
        return parts;
    }

    /** The value of a field, which must be there. */
    static Object value(Object part, String name) {
        return optional(part, name)
                .orElseThrow(
                        () -> new IllegalStateException("jackson-jq has changed: " + part.getClass() + " " + name));
    }

    /** The value of a field; empty when it is null. */
    static Optional<Object> optional(Object part, String name) {
        Field field = fields(part).stream()
                .filter(known -> known.getName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("jackson-jq has changed: " + part.getClass() + " " + name));
        return Optional.ofNullable(value(part, field));
    }

    static List<?> list(Object part, String name) {
        return (List<?>) value(part, name);
    }

    /** The text that a part is, if it is one without anything to be put in. */
    static Optional<String> literal(Object part) {
        if (part instanceof StringLiteral text) {
            return Optional.of(text.value().asText());
        }
        return Optional.empty();
    }

    /** Whether it is a text, number, truth value or null. */
    static boolean isLiteral(Object part) {
        return part instanceof ValueLiteral;
    }

    private static boolean isPart(Object value) {
        return value instanceof List
                || value instanceof Pair
                || !(value instanceof Enum) && value.getClass().getName().startsWith(TREE);
    }

    private static List<Field> fields(Object part) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = part.getClass(); type.getName().startsWith(TREE); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static Object value(Object part, Field field) {
        try {
            field.setAccessible(true);
            return field.get(part);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("jackson-jq cannot be read: " + field, e);
        }
    }
}
