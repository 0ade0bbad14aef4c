package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Output;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;

/** The parts of a jq program, each taking from the budget before it does its work. */
final class JqMetered {
    /** The work of these grows with the product of what they are given. */
    private static final Set<String> COMPARING =
            Set.of("indices/1", "index/1", "rindex/1", "split/1", "contains/1", "delpaths/1", "join/1");

    private static final double LARGEST_WHOLE = 1e17;
    private static final Set<String> SETTING = Set.of("setpath/2", "getpath/1", "delpaths/1");

    private JqMetered() {}

    /** Any part of a program. */
    record Part(Expression part, boolean makesValues) implements Expression {
        /** Called by what collects the values. */
        @Override
        public void apply(Scope scope, JsonNode in, Output output) throws JsonQueryException {
            JqBudget budget = JqBudget.current();
            budget.step();
            part.apply(scope, in, null, new Counted(budget, output, makesValues), false);
        }

        @Override
        public void apply(Scope scope, JsonNode in, @Nullable Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            JqBudget budget = JqBudget.current();
            budget.step();
            part.apply(scope, in, path, makesValues ? sized(budget, output) : output, requirePath);
        }

        @Override
        public String toString() {
            return part.toString();
        }
    }

    private static PathOutput sized(JqBudget budget, PathOutput output) {
        return (value, path) -> {
            budget.made(value);
            output.emit(value, path);
        };
    }

    private static final class Counted implements PathOutput {
        private final JqBudget budget;
        private final Output output;
        private final boolean made;
        private int count;

        private Counted(JqBudget budget, Output output, boolean made) {
            this.budget = budget;
            this.output = output;
            this.made = made;
        }

        @Override
        public void emit(JsonNode value, @Nullable Path path) throws JsonQueryException {
            budget.held(++count);
            if (made) {
                budget.made(value);
            }
            output.emit(value);
        }
    }

    /** The left side of an assignment: for each place that it names, the whole value is copied. */
    record Places(Expression part) implements Expression {
        @Override
        public void apply(Scope scope, JsonNode in, @Nullable Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            JqBudget budget = JqBudget.current();
            int copied = budget.size(in) >> 2;
            part.apply(
                    scope,
                    in,
                    path,
                    (value, place) -> {
                        budget.work(copied);
                        if (place != null) {
                            ArrayNode steps = JsonNodeFactory.instance.arrayNode();
                            place.toJsonNode(steps);
                            positions(budget, steps);
                        }
                        output.emit(value, place);
                    },
                    requirePath);
        }

        @Override
        public String toString() {
            return part.toString();
        }
    }

    /** A list grows up to the position that something is set at. */
    private static void positions(JqBudget budget, JsonNode path) {
        for (JsonNode step : path) {
            if (step.isArray()) {
                positions(budget, step);
            } else if (step.isNumber()) {
                budget.held((int) Math.min(Integer.MAX_VALUE, Math.abs(step.asDouble())));
            }
        }
    }

    /** An operator between two values. */
    record Operator(BinaryOperator operator) implements BinaryOperator {
        @Override
        public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right) throws JsonQueryException {
            JqBudget budget = JqBudget.current();
            switch (image()) {
                case "*" -> budget.length(repeated(left, right));
                case "-", "/" -> budget.work((long) JqMeter.elements(left) * JqMeter.elements(right));
                default -> budget.steps(1 + ((JqMeter.elements(left) + JqMeter.elements(right)) >> 4));
            }
            JsonNode made = operator.apply(mapper, left, right);
            if (made != left && made != right) {
                budget.made(made);
            }
            return made;
        }

        private static double repeated(JsonNode left, JsonNode right) {
            if (left.isTextual()) {
                return right.isNumber() ? left.textValue().length() * right.asDouble() : 0;
            }
            return right.isTextual() && left.isNumber() ? right.textValue().length() * left.asDouble() : 0;
        }

        @Override
        public String image() {
            return operator.image();
        }
    }

    /** A function of jq that is written in Java. */
    record Native(String name, Function function) implements Function {
        @Override
        public void apply(
                Scope scope,
                List<Expression> arguments,
                JsonNode in,
                @Nullable Path path,
                PathOutput output,
                Version version)
                throws JsonQueryException {
            JqBudget budget = JqBudget.current();
            budget.steps(1 + (JqMeter.elements(in) >> 4));
            function.apply(
                    scope,
                    watched(budget, arguments, in),
                    in,
                    path,
                    (value, place) -> {
                        budget.step();
                        if (value != in) {
                            budget.made(value);
                        }
                        output.emit(whole(value), place);
                    },
                    version);
        }

        /** In jq a whole number is written without a fraction, whatever computed it. */
        private static JsonNode whole(JsonNode value) {
            if (value.isDouble()) {
                double number = value.doubleValue();
                if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
                    return LongNode.valueOf((long) number);
                }
            }
            return value;
        }

        private List<Expression> watched(JqBudget budget, List<Expression> arguments, JsonNode in) {
            if (!COMPARING.contains(name) && !SETTING.contains(name)) {
                return arguments;
            }
            List<Expression> watched = new ArrayList<>(arguments);
            watched.set(0, new Watched(budget, name, arguments.get(0), in));
            return watched;
        }
    }

    /** The argument that says how much work a function has. */
    private record Watched(JqBudget budget, String name, Expression argument, JsonNode in) implements Expression {
        @Override
        public void apply(Scope scope, JsonNode on, @Nullable Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            argument.apply(
                    scope,
                    on,
                    path,
                    (value, place) -> {
                        look(value);
                        output.emit(value, place);
                    },
                    requirePath);
        }

        private void look(JsonNode value) {
            if (SETTING.contains(name)) {
                positions(budget, value);
            }
            if (COMPARING.contains(name)) {
                budget.work((long) budget.size(in) * Math.max(1, JqMeter.elements(value)));
            }
            if (name.equals("join/1")) {
                budget.length((double) in.size() * JqMeter.elements(value));
            }
        }
    }
}
