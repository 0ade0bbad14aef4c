package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryBreakException;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;
import net.thisptr.jackson.jq.internal.tree.TryCatch;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.UpdateAssignment;
import net.thisptr.jackson.jq.path.Path;
import net.thisptr.jackson.jq.path.RootPath;
import org.jspecify.annotations.Nullable;
import routes.alarm.PlainText;

/** Parts of a program and functions that jackson-jq has otherwise than jq 1.7. */
final class JqSemantics {
    private static final int LONGEST_SHOWN = 40;

    private JqSemantics() {}

    /** The same part of a program, or one that does what jq does. */
    static Object corrected(Object part) {
        if (part instanceof TryCatch tried) {
            return new Tried((Expression) JqTree.value(tried, "tryExpr"), (Expression)
                    JqTree.optional(tried, "catchExpr").orElse(null));
        }
        if (part instanceof UpdateAssignment update) {
            return new Updated((Expression) JqTree.value(update, "lhs"), (Expression) JqTree.value(update, "rhs"));
        }
        return part;
    }

    /** @param name with the number of its arguments, as {@code error/1} */
    static Function corrected(String name, Function function) {
        return switch (name) {
            case "error/0" -> (scope, arguments, in, path, output, version) -> {
                throw new JsonQueryUserException(in);
            };
            case "error/1" -> (scope, arguments, in, path, output, version) -> arguments
                    .get(0)
                    .apply(scope, in, message -> {
                        throw new JsonQueryUserException(message);
                    });
            case "tonumber/0" -> (scope, arguments, in, path, output, version) -> {
                List<JsonNode> number = new ArrayList<>();
                try {
                    function.apply(scope, arguments, in, path, (value, place) -> number.add(value), version);
                } catch (JsonQueryException e) {
                    throw new JsonQueryException(PlainText.cut(in.toString(), LONGEST_SHOWN) + " is no number");
                }
                output.emit(number.get(0), null);
            };
            case "@uri/0" -> (scope, arguments, in, path, output, version) -> function.apply(
                    scope, arguments, in, path, (value, place) -> output.emit(reserved(value), null), version);
            default -> function;
        };
    }

    /** jq 1.7 leaves letters, digits and {@code -._~} as they are, and no other character. */
    private static JsonNode reserved(JsonNode encoded) {
        return TextNode.valueOf(encoded.asText()
                .replace("!", "%21")
                .replace("*", "%2A")
                .replace("'", "%27")
                .replace("(", "%28")
                .replace(")", "%29"));
    }

    /** {@code try}: what fails after it, with a value that it gave, is no matter of its own; nor is a {@code break}. */
    private record Tried(Expression tried, @Nullable Expression otherwise) implements Expression {
        @Override
        public void apply(Scope scope, JsonNode in, @Nullable Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            PathOutput outer = new Outer(output);
            try {
                tried.apply(scope, in, path, outer, requirePath);
            } catch (FailedLater e) {
                if (e.output == outer) {
                    throw e.failure;
                }
                throw e;
            } catch (JsonQueryBreakException e) {
                throw e;
            } catch (JsonQueryException e) {
                if (otherwise != null) {
                    otherwise.apply(scope, e.getMessageAsJsonNode(), null, output, requirePath);
                }
            }
        }
    }

    private record Outer(PathOutput output) implements PathOutput {
        @Override
        public void emit(JsonNode value, @Nullable Path path) throws JsonQueryException {
            try {
                output.emit(value, path);
            } catch (JsonQueryException e) {
                throw new FailedLater(this, e);
            }
        }
    }

    /** Unchecked, so that nothing between its place and its {@code try} takes it for its own. */
    private static final class FailedLater extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient PathOutput output;
        private final transient JsonQueryException failure;

        private FailedLater(PathOutput output, JsonQueryException failure) {
            super(null, null, false, false);
            this.output = output;
            this.failure = failure;
        }
    }

    /** {@code places |= update}: a place for which there is no value is taken away. */
    private record Updated(Expression places, Expression update) implements Expression {
        @Override
        public void apply(Scope scope, JsonNode in, @Nullable Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            JsonNode[] made = {in};
            ArrayNode gone = JsonNodeFactory.instance.arrayNode();
            places.apply(
                    scope,
                    in,
                    RootPath.getInstance(),
                    (value, place) -> {
                        Path there =
                                place == null && in.isValueNode() && in.equals(value) ? RootPath.getInstance() : place;
                        if (there == null) {
                            throw new JsonQueryException("Invalid path expression with result " + value);
                        }
                        made[0] = there.mutate(made[0], old -> updated(scope, old, there, gone));
                    },
                    true);
            if (gone.isEmpty()) {
                output.emit(made[0], null);
                return;
            }
            Expression paths = (inner, value, place, to, required) -> to.emit(gone, null);
            scope.getFunction("delpaths", 1).apply(scope, List.of(paths), made[0], null, output, JqProgram.DIALECT);
        }

        private JsonNode updated(Scope scope, @Nullable JsonNode old, Path place, ArrayNode gone)
                throws JsonQueryException {
            JsonNode before = old == null ? NullNode.getInstance() : old;
            List<JsonNode> values = new ArrayList<>();
            update.apply(scope, before, values::add);
            if (!values.isEmpty()) {
                return values.get(0);
            }
            ArrayNode steps = gone.addArray();
            place.toJsonNode(steps);
            return before;
        }
    }
}
