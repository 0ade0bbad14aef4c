package routes.alarm.mapping;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.tree.AssignPipeComponent;
import net.thisptr.jackson.jq.internal.tree.BreakExpression;
import net.thisptr.jackson.jq.internal.tree.ForeachExpression;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.ImportStatement;
import net.thisptr.jackson.jq.internal.tree.LabelPipeComponent;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.ReduceExpression;
import net.thisptr.jackson.jq.internal.tree.SemicolonOperator;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.VariableKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ObjectMatcher.FieldMatcher;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;
import org.jspecify.annotations.Nullable;
import routes.common.yaml.NearestWord;
import routes.common.yaml.TextMistakes.Mistake;

/**
 * Finds what a program names and does not define, in every branch of it: jackson-jq finds that when the branch runs. Regular
 * expressions, patterns of times and zones that stand in the program are read too.
 */
final class JqCheck {
    private static final Set<String> REGEX = Set.of("test", "match", "capture", "scan", "splits", "sub", "gsub");
    private static final Set<String> SUBSTITUTES = Set.of("sub", "gsub");
    private static final Set<String> TIMES = Set.of("time", "format_time", "strptime", "strftime");
    private static final char VARIABLE = '$';
    private static final char LABEL = '*';

    private final JqTokens tokens;
    private final Set<Mistake> mistakes = new LinkedHashSet<>();

    private JqCheck(JqTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param functions that every program has, as {@code name/2}
     * @param variables that it is given, without {@code $}
     */
    static List<Mistake> mistakes(Expression program, String text, Set<String> functions, Set<String> variables) {
        JqCheck check = new JqCheck(new JqTokens(text));
        Set<String> given = variables.stream().map(name -> VARIABLE + name).collect(Collectors.toSet());
        check.part(program, JqNames.of(functions).with(given));
        return List.copyOf(check.mistakes);
    }

    private void part(Object part, JqNames names) {
        if (part instanceof SemicolonOperator sequence) {
            sequence(JqTree.list(sequence, "qs"), names);
        } else if (part instanceof PipedQuery pipe) {
            pipe(JqTree.list(pipe, "components"), names);
        } else if (part instanceof ReduceExpression || part instanceof ForeachExpression) {
            loop(part, names);
        } else {
            named(part, names);
            JqTree.parts(part).forEach(inner -> part(inner, names));
        }
    }

    /** A definition holds for what comes after it, and for itself. */
    private void sequence(List<?> parts, JqNames before) {
        JqNames names = before;
        for (Object part : parts) {
            if (part instanceof FunctionDefinition definition) {
                List<?> parameters = JqTree.list(definition, "args");
                names = names.with(Set.of(JqTree.value(definition, "fname") + "/" + parameters.size()));
                part(JqTree.value(definition, "body"), names.with(parameters(parameters)));
            } else {
                part(part, names);
            }
        }
    }

    private static Set<String> parameters(List<?> parameters) {
        Set<String> names = new HashSet<>();
        for (Object parameter : parameters) {
            String name = parameter.toString();
            if (name.charAt(0) == VARIABLE) {
                names.add(name);
            } else {
                names.add(name + "/0");
            }
        }
        return names;
    }

    private void pipe(List<?> components, JqNames before) {
        JqNames names = before;
        for (Object component : components) {
            if (component instanceof AssignPipeComponent assigned) {
                part(assigned.expr, names);
                Object matcher = JqTree.value(assigned, "matcher");
                names = names.with(matched(matcher));
                part(matcher, names);
            } else if (component instanceof LabelPipeComponent label) {
                names = names.with(Set.of(LABEL + JqTree.value(label, "name").toString()));
            } else {
                part(component, names);
            }
        }
    }

    private void loop(Object loop, JqNames names) {
        Object matcher = JqTree.value(loop, "matcher");
        JqNames inside = names.with(matched(matcher));
        part(matcher, inside);
        part(JqTree.value(loop, "iterExpr"), names);
        part(JqTree.value(loop, "initExpr"), inside);
        for (String step : List.of(loop instanceof ReduceExpression ? "reduceExpr" : "updateExpr", "extractExpr")) {
            if (loop instanceof ForeachExpression || step.equals("reduceExpr")) {
                JqTree.optional(loop, step).ifPresent(part -> part(part, inside));
            }
        }
    }

    /** The variables that a pattern such as {@code {a: [$x]}} sets. */
    private static Set<String> matched(Object matcher) {
        Set<String> names = new HashSet<>();
        if (matcher instanceof ValueMatcher value) {
            names.add(VARIABLE + JqTree.value(value, "name").toString());
        }
        if (matcher instanceof FieldMatcher field && Boolean.TRUE.equals(dollar(field))) {
            JqTree.literal(JqTree.value(field, "name")).ifPresent(name -> names.add(VARIABLE + name));
        }
        JqTree.parts(matcher).forEach(inner -> names.addAll(matched(inner)));
        return names;
    }

    private static boolean dollar(FieldMatcher field) {
        return field.toString().startsWith("$");
    }

    private void named(Object part, JqNames names) {
        if (part instanceof FunctionCall call) {
            call(JqTree.value(call, "name").toString(), JqTree.list(call, "args"), names);
        } else if (part instanceof VariableAccess || part instanceof VariableKeyFieldConstruction) {
            variable(JqTree.value(part, "name").toString(), names);
        } else if (part instanceof FormattingFilter) {
            String name = JqTree.value(part, "name").toString();
            if (!names.has("@" + name + "/0")) {
                add(tokens.format(name), "there is no format @" + name + instead("@" + name));
            }
        } else if (part instanceof ImportStatement) {
            add(
                    tokens.word("import", "include"),
                    "a program takes in no file: name it in the key include of source.yaml");
        } else if (part instanceof BreakExpression) {
            String name = JqTree.value(part, "name").toString();
            if (!names.has(LABEL + name)) {
                add(tokens.variable(name), "there is no label $" + name);
            }
        }
    }

    private void variable(String name, JqNames names) {
        if (!names.has(VARIABLE + name)) {
            List<String> known = names.all()
                    .filter(other -> other.charAt(0) == VARIABLE)
                    .map(other -> other.substring(1))
                    .toList();
            String hint = NearestWord.hint(name, known).replace("mean ", "mean $");
            String advice = instead(VARIABLE + name);
            add(tokens.variable(name), "there is no variable $" + name + (advice.isEmpty() ? hint : advice));
        }
    }

    private void call(String name, List<?> arguments, JqNames names) {
        if (names.has(name + "/" + arguments.size())) {
            texts(name, arguments);
            return;
        }
        String others = names.all()
                .filter(other -> other.startsWith(name + "/"))
                .map(other -> other.substring(name.length() + 1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        String advice = instead(name);
        String hint = NearestWord.hint(
                name,
                names.all()
                        .filter(other -> Character.isLetter(other.charAt(0)))
                        .map(other -> other.substring(0, other.indexOf('/')))
                        .collect(Collectors.toSet()));
        String why = !advice.isEmpty() ? advice : others.isEmpty() ? hint : ", " + name + " takes " + others;
        add(tokens.call(name), "there is no function " + name + "/" + arguments.size() + why);
    }

    private static String instead(String name) {
        return JqLeftOut.instead(name).map(advice -> ": " + advice).orElse("");
    }

    /** What stands in the program is refused when it is read, not when the first body comes. */
    private void texts(String name, List<?> arguments) {
        boolean regex = REGEX.contains(name) || name.equals("split") && arguments.size() == 2;
        if (!regex && !TIMES.contains(name) || arguments.isEmpty()) {
            return;
        }
        JqTree.literal(arguments.get(0)).ifPresent(text -> {
            try {
                if (regex) {
                    JqRegex.of(text, flags(name, arguments));
                } else {
                    JqTimes.check(
                            text,
                            arguments.size() > 1
                                    ? JqTree.literal(arguments.get(1)).orElse("Z")
                                    : "Z");
                }
            } catch (JsonQueryException e) {
                add(tokens.text(text, tokens.call(name)), String.valueOf(e.getMessage()));
            }
        });
    }

    private static @Nullable String flags(String name, List<?> arguments) {
        int flags = SUBSTITUTES.contains(name) ? 2 : 1;
        return arguments.size() > flags ? JqTree.literal(arguments.get(flags)).orElse(null) : null;
    }

    private void add(int offset, String what) {
        mistakes.add(new Mistake(offset, what));
    }
}
