package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import routes.alarm.AlarmStatus;
import routes.alarm.PlainText;
import routes.alarm.StatusWords;

/** The functions that mappings have beside jq's own. */
final class JqFunctions {
    private static final int MOST_CANDIDATES = 12;

    private JqFunctions() {}

    static void addTo(Scope scope) {
        JqTextFunctions.all().forEach(scope::addFunction);
        scope.addFunction("epoch", 0, new Epoch());
        scope.addFunction("limit", 2, new Limit());
        scope.addFunction("status_of", 1, new StatusOf());
        for (int candidates = 1; candidates <= MOST_CANDIDATES; candidates++) {
            scope.addFunction("said", candidates, new Said());
        }
    }

    /** The first of its arguments that says something: not null and no blank text. Null when none does. */
    private static final class Said implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> arguments, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            JsonNode[] first = {NullNode.getInstance()};
            for (Expression candidate : arguments) {
                candidate.apply(scope, in, value -> first[0] = says(first[0]) ? first[0] : value);
                if (says(first[0])) {
                    break;
                }
            }
            output.emit(says(first[0]) ? first[0] : NullNode.getInstance(), null);
        }

        private static boolean says(JsonNode value) {
            return !value.isNull() && !(value.isTextual() && PlainText.isBlank(value.textValue()));
        }
    }

    /** What a word says of the problem; the argument for a word that says nothing of it. */
    private static final class StatusOf implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> arguments, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            Optional<AlarmStatus> status = in.isValueNode() ? StatusWords.of(in.asText()) : Optional.empty();
            if (status.isPresent()) {
                output.emit(TextNode.valueOf(status.get().name().toLowerCase(Locale.ROOT)), null);
            } else {
                arguments.get(0).apply(scope, in, value -> output.emit(value, null));
            }
        }
    }

    /** jq's {@code limit}: what comes after the last result is not computed. */
    private static final class Limit implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> arguments, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            Results results = to -> arguments.get(1).apply(scope, in, path, to, path != null);
            arguments.get(0).apply(scope, in, most -> {
                if (most.asDouble() < 0) {
                    results.to(output);
                } else if (most.asDouble() > 0) {
                    limited(results, output, most.asLong());
                }
            });
        }

        private interface Results {
            void to(PathOutput output) throws JsonQueryException;
        }

        private static void limited(Results results, PathOutput output, long most) throws JsonQueryException {
            long[] left = {most};
            Enough enough = new Enough();
            try {
                results.to((value, place) -> {
                    output.emit(value, place);
                    if (--left[0] <= 0) {
                        throw enough;
                    }
                });
            } catch (Enough e) {
                if (e != enough) {
                    throw e;
                }
            }
        }
    }

    /** One for each use, so that those within each other do not end each other; a label of jackson-jq goes by its name. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super(null, null, false, false);
        }
    }

    /** Times with fractions and offsets, which jq's own {@code fromdateiso8601} does not read. */
    private static final class Epoch implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> arguments, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            output.emit(seconds(in), null);
        }

        private static JsonNode seconds(JsonNode text) {
            try {
                return LongNode.valueOf(OffsetDateTime.parse(text.asText()).toEpochSecond());
            } catch (DateTimeParseException e) {
                return NullNode.getInstance();
            }
        }
    }
}
