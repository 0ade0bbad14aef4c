package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.ArrayConstruction;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.StringInterpolation;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Puts a meter before each part of a program that was read, so that the parts stop when the {@link JqBudget} is used up.
 * jackson-jq has no place for that: its trees are built once, of private fields, which are exchanged here.
 */
final class JqMeter {
    private static final String TREE = "net.thisptr.jackson.jq.internal";
    private static final String ASSIGNMENTS = TREE + ".tree.binaryop.assignment";
    private static final Set<Class<?>> AT_ONCE = Set.of(ThisObject.class, VariableAccess.class);

    private JqMeter() {}

    /** The same program; it takes from the budget of the thread that runs it. */
    static Expression metered(Expression program) {
        return (Expression) Objects.requireNonNull(part(program));
    }

    /** The same function of jq; what is written in jq is metered inside. */
    static Function metered(String name, Function function) {
        return function instanceof JsonQueryFunction ? exchanged(function) : new JqMetered.Native(name, function);
    }

    private static @Nullable Object part(@Nullable Object part) {
        if (part instanceof List<?> list) {
            List<@Nullable Object> parts = new ArrayList<>(list.size());
            for (Object item : list) {
                parts.add(part(item));
            }
            return parts;
        }
        if (part instanceof Pair<?, ?> pair) {
            return Pair.of(part(pair._1), part(pair._2));
        }
        if (part instanceof BinaryOperator operator) {
            return new JqMetered.Operator(operator);
        }
        if (part == null || !part.getClass().getName().startsWith(TREE) || part instanceof Enum || atOnce(part)) {
            return part;
        }
        Object metered = JqSemantics.corrected(exchanged(part));
        return metered instanceof Expression expression
                ? new JqMetered.Part(expression, makesValues(expression))
                : metered;
    }

    private static <T> T exchanged(T part) {
        boolean assigns = part.getClass().getName().startsWith(ASSIGNMENTS);
        for (Class<?> type = part.getClass(); type.getName().startsWith(TREE); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    exchange(part, field, assigns && field.getName().equals("lhs"));
                }
            }
        }
        return part;
    }

    private static void exchange(Object owner, Field field, boolean places) {
        try {
            field.setAccessible(true);
            Object metered = part(field.get(owner));
            field.set(owner, places && metered instanceof Expression left ? new JqMetered.Places(left) : metered);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("jq programs cannot be metered: " + field, e);
        }
    }

    /** Gives one value, without a loop and without other parts. */
    private static boolean atOnce(Object part) {
        return part instanceof ValueLiteral || AT_ONCE.contains(part.getClass());
    }

    private static boolean makesValues(Expression part) {
        return part instanceof ArrayConstruction
                || part instanceof ObjectConstruction
                || part instanceof StringInterpolation
                || part instanceof BinaryOperatorExpression;
    }

    /** Texts and lists of an operand; the work of comparing grows with both. */
    static int elements(JsonNode value) {
        return value.isTextual() ? value.textValue().length() : value.size();
    }
}
