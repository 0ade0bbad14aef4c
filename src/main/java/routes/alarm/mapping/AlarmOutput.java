package routes.alarm.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.internal.tree.ArrayConstruction;
import net.thisptr.jackson.jq.internal.tree.Conditional;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.IdentifierKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.SemicolonOperator;
import net.thisptr.jackson.jq.internal.tree.StringKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.TryCatch;
import net.thisptr.jackson.jq.internal.tree.Tuple;
import net.thisptr.jackson.jq.internal.tree.binaryop.AlternativeOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.PlusExpression;
import routes.alarm.AlarmStatus;
import routes.common.yaml.NearestWord;
import routes.common.yaml.TextMistakes.Mistake;

/**
 * What the program of an alarm can give, read from the program alone: every object that may be its result, in every branch,
 * with the fields and the words that stand there.
 */
public final class AlarmOutput {
    private static final List<String> LEVELS = List.of("P0", "P1", "P2");
    private static final Set<AlarmStatus> OPEN_OR_OVER = Set.of(AlarmStatus.FIRING, AlarmStatus.RESOLVED);
    private static final Set<String> OF_ARGUMENTS = Set.of("said", "first", "status_of");

    private final JqTokens tokens;
    private final Predicate<String> level;
    private final Map<String, FunctionDefinition> definitions = new HashMap<>();
    private final Set<Object> followed = new HashSet<>();
    private final Set<Mistake> mistakes = new LinkedHashSet<>();
    private final Set<AlarmStatus> statuses = EnumSet.noneOf(AlarmStatus.class);

    private AlarmOutput(JqTokens tokens, Predicate<String> level) {
        this.tokens = tokens;
        this.level = level;
    }

    /** @param level whether a word means a level */
    public static AlarmOutput of(String program, Predicate<String> level) {
        AlarmOutput output = new AlarmOutput(new JqTokens(program), level);
        Object tree = JqProgram.parsed(program);
        output.define(tree);
        ends(tree).forEach(output::result);
        return output;
    }

    /** Fields that an alarm does not have, and words that are no status or level. */
    public List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The statuses that an alarm of it can have, as far as can be seen: both, where the body says it. */
    public Set<AlarmStatus> statuses() {
        return Set.copyOf(statuses);
    }

    private void define(Object part) {
        if (part instanceof FunctionDefinition definition) {
            definitions.put(
                    JqTree.value(definition, "fname") + "/"
                            + JqTree.list(definition, "args").size(),
                    definition);
        }
        JqTree.parts(part).forEach(this::define);
    }

    /** The parts of which one gives the result. */
    private static Stream<Object> ends(Object part) {
        if (part instanceof SemicolonOperator sequence) {
            return last(JqTree.list(sequence, "qs"));
        }
        if (part instanceof PipedQuery pipe) {
            return last(JqTree.list(pipe, "components"));
        }
        if (part instanceof Conditional choice) {
            Stream<Object> chosen = JqTree.list(choice, "switches").stream()
                    .map(branch -> JqTree.parts(branch).get(1));
            return Stream.concat(chosen, JqTree.optional(choice, "otherwise").stream())
                    .flatMap(AlarmOutput::ends);
        }
        if (part instanceof TryCatch attempt) {
            return Stream.concat(
                            Stream.of(JqTree.value(attempt, "tryExpr")), JqTree.optional(attempt, "catchExpr").stream())
                    .flatMap(AlarmOutput::ends);
        }
        if (part instanceof AlternativeOperatorExpression || part instanceof Tuple) {
            return JqTree.parts(part).stream()
                    .flatMap(inner -> inner instanceof List<?> list ? list.stream() : Stream.of(inner))
                    .flatMap(AlarmOutput::ends);
        }
        List<Object> parts = wraps(part) ? JqTree.parts(part) : List.of();
        return parts.size() == 1 ? ends(parts.get(0)) : Stream.of(part);
    }

    private static boolean wraps(Object part) {
        return part.getClass().getSimpleName().matches("TopLevelExpression|TransformPipeComponent");
    }

    private static Stream<Object> last(List<?> parts) {
        return parts.isEmpty() ? Stream.of() : ends(parts.get(parts.size() - 1));
    }

    private void result(Object end) {
        if (end instanceof ObjectConstruction object) {
            object(object);
        } else if (end instanceof PlusExpression) {
            JqTree.parts(end).stream().flatMap(AlarmOutput::ends).forEach(this::result);
        } else if (end instanceof FunctionCall call && definition(call).isPresent()) {
            Object body = JqTree.value(definition(call).get(), "body");
            if (followed.add(body)) {
                ends(body).forEach(this::result);
            }
        } else if (!(end instanceof FunctionCall call
                && JqTree.value(call, "name").equals("error"))) {
            statuses.addAll(OPEN_OR_OVER);
        }
    }

    private Optional<FunctionDefinition> definition(FunctionCall call) {
        return Optional.ofNullable(definitions.get(
                JqTree.value(call, "name") + "/" + JqTree.list(call, "args").size()));
    }

    private void object(ObjectConstruction object) {
        Map<String, Optional<Object>> fields = new HashMap<>();
        object.fields.forEach(field -> {
            if (field instanceof IdentifierKeyFieldConstruction named) {
                fields.put(named.key, Optional.ofNullable(named.value));
            } else if (field instanceof StringKeyFieldConstruction named) {
                JqTree.literal(named.key).ifPresent(name -> fields.put(name, Optional.ofNullable(named.value)));
            }
        });
        if (fields.containsKey("ignore")) {
            return;
        }
        fields.forEach((name, value) -> {
            if (!MappedAlarm.FIELDS.contains(name) && !name.equals(AlarmMapping.RETRY_ID)) {
                add(
                        tokens.field(name),
                        "an alarm has no field \"" + name + "\"" + NearestWord.hint(name, MappedAlarm.FIELDS));
            }
        });
        fields.getOrDefault("level", Optional.empty()).ifPresent(this::level);
        if (fields.containsKey("status")) {
            fields.get("status").ifPresentOrElse(this::status, () -> statuses.addAll(OPEN_OR_OVER));
        }
    }

    private void status(Object value) {
        Words words = words(value);
        Set<String> known = Stream.of(AlarmStatus.values())
                .map(status -> status.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String word : words.written()) {
            if (known.contains(word.toLowerCase(Locale.ROOT))) {
                statuses.add(AlarmStatus.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                add(
                        tokens.text(word, tokens.field("status")),
                        "\"" + word + "\" is no status: firing or resolved" + NearestWord.hint(word, known));
            }
        }
        if (words.others()) {
            statuses.addAll(OPEN_OR_OVER);
        }
    }

    private void level(Object value) {
        for (String word : words(value).written()) {
            if (!word.isBlank() && !level.test(word)) {
                add(
                        tokens.text(word, tokens.field("level")),
                        "\"" + word + "\" is no word for a level" + NearestWord.hint(word, LEVELS)
                                + "; levels of the file, levels.yaml and veaiops.levels.* name the words");
            }
        }
    }

    /**
     * The words that a value can be.
     *
     * @param others whether it can be another, such as one of the body
     */
    private record Words(List<String> written, boolean others) {}

    private Words words(Object value) {
        List<String> written = new ArrayList<>();
        boolean others = ends(value).map(end -> word(end, written)).reduce(false, Boolean::logicalOr);
        return new Words(written, others);
    }

    /** Whether it can be something that is not written there. */
    private boolean word(Object end, List<String> written) {
        Optional<String> literal = JqTree.literal(end);
        if (literal.isPresent()) {
            written.add(literal.get());
            return false;
        }
        if (JqTree.isLiteral(end)) {
            return false;
        }
        if (end instanceof ArrayConstruction list && list.q != null) {
            return ends(list.q).map(item -> word(item, written)).reduce(false, Boolean::logicalOr);
        }
        if (end instanceof FunctionCall call) {
            return called(JqTree.value(call, "name").toString(), JqTree.list(call, "args"), written);
        }
        return true;
    }

    private boolean called(String name, List<?> arguments, List<String> written) {
        if (name.equals("error") || name.equals("empty")) {
            return false;
        }
        if (name.equals("level_of") && arguments.size() == 2) {
            if (arguments.get(0) instanceof ObjectConstruction table) {
                table.fields.stream()
                        .flatMap(field -> JqTree.parts(field).stream()
                                .skip(JqTree.parts(field).size() - 1L))
                        .flatMap(AlarmOutput::ends)
                        .forEach(end -> word(end, written));
            }
            return ends(arguments.get(1)).map(end -> word(end, written)).reduce(false, Boolean::logicalOr);
        }
        if (OF_ARGUMENTS.contains(name)) {
            boolean others = arguments.stream()
                    .flatMap(AlarmOutput::ends)
                    .map(end -> word(end, written))
                    .reduce(false, Boolean::logicalOr);
            return others || name.equals("status_of");
        }
        return true;
    }

    private void add(int offset, String what) {
        mistakes.add(new Mistake(offset, what));
    }
}
