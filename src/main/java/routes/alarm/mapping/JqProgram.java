package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.IsolatedScopeQuery;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import routes.alarm.PlainText;
import routes.common.yaml.TextMistakes;
import routes.common.yaml.TextMistakes.Mistake;

/**
 * A compiled jq program; thread-safe. It sees neither the environment nor files, and each run has {@link JqLimits}:
 * one that needs more fails with the limit as its reason, on the thread that ran it. Its functions are listed in
 * {@code docs/mapping.md}.
 */
public final class JqProgram {
    static final Version DIALECT = Versions.JQ_1_7;
    private static final int LONGEST_REASON = 200;
    private static final String ALTERNATIVES = "?//";
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+), column (\\d+)\\.?");
    /** What the program of an alarm is given. */
    private static final Set<String> VARIABLES = Set.of("body", "received");

    private static final Scope ROOT = root();

    private final Expression query;
    private final JqLimits limits;

    private JqProgram(Expression query, JqLimits limits) {
        this.query = query;
        this.limits = limits;
    }

    /** A program that could not be read, or not run on a value; the message says why in jq's words. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean overBudget;

        Failed(String message, boolean overBudget) {
            super(PlainText.cut(message, LONGEST_REASON));
            this.overBudget = overBudget;
        }

        /** Whether the program needs more than its {@link JqLimits}. */
        boolean overBudget() {
            return overBudget;
        }
    }

    /** @throws IllegalArgumentException when the text is no jq program */
    public static JqProgram compile(String text) {
        return compile(text, JqLimits.DEFAULT);
    }

    /** @throws TextMistakes when the text is no jq program, or names what is not there */
    public static JqProgram compile(String text, JqLimits limits) {
        return compile(text, limits, VARIABLES);
    }

    /**
     * @param variables that each run will give, without {@code $}
     * @throws TextMistakes when the text is no jq program, or names what is not there
     */
    public static JqProgram compile(String text, JqLimits limits, Set<String> variables) {
        Expression read = parsed(text);
        List<Mistake> mistakes =
                JqCheck.mistakes(read, text, ROOT.getLocalFunctions().keySet(), variables);
        if (!mistakes.isEmpty()) {
            throw new TextMistakes(mistakes);
        }
        return new JqProgram(JqMeter.metered(new IsolatedScopeQuery(read)), limits);
    }

    /** @throws TextMistakes when the text is no jq program */
    static Expression parsed(String text) {
        JqSyntax.Written written = JqSyntax.of(text);
        try {
            return ExpressionParser.compile(written.text(), DIALECT);
        } catch (JsonQueryException e) {
            String reason = e.getCause() == null
                    ? reason(e)
                    : String.valueOf(e.getCause().getMessage());
            String first = reason.lines().findFirst().orElse("");
            Matcher place = PLACE.matcher(first);
            int offset = place.find()
                    ? JqTokens.offset(
                            written.text(), Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
                    : 0;
            String what = text.contains(ALTERNATIVES)
                    ? ALTERNATIVES + " is not read here: look at the type in an if"
                    : PlainText.cut(PLACE.matcher(first).replaceAll(""), LONGEST_REASON);
            throw new TextMistakes(List.of(new Mistake(written.original(offset), "not a jq program: " + what)));
        }
    }

    /** The functions that every program has, as {@code name/2}. */
    static Set<String> functions() {
        return ROOT.getLocalFunctions().keySet();
    }

    /**
     * All results for a value.
     *
     * @param variables what {@code $name} stands for
     */
    public List<JsonNode> run(JsonNode value, Map<String, JsonNode> variables) throws Failed {
        Scope scope = Scope.newChildScope(ROOT);
        variables.forEach(scope::setValue);
        List<JsonNode> results = new ArrayList<>();
        JqBudget budget = JqBudget.begin(limits);
        try {
            query.apply(scope, value, result -> {
                results.add(result);
                budget.results(results.size());
            });
        } catch (JsonQueryException e) {
            throw new Failed(reason(e), false);
        } catch (JqBudget.Exceeded e) {
            throw new Failed(String.valueOf(e.getMessage()), true);
        } catch (StackOverflowError e) {
            throw new Failed("the program calls itself without end", true);
        } finally {
            JqBudget.end();
        }
        return results;
    }

    private static String reason(JsonQueryException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.strip();
    }

    private static Scope root() {
        Scope scope = Scope.newEmptyScope();
        Map<String, Function> functions =
                new HashMap<>(BuiltinFunctionLoader.getInstance().listFunctions(DIALECT, scope));
        functions.putAll(JqRegexFunctions.all());
        functions.keySet().removeIf(name -> JqLeftOut.instead(name.substring(0, name.indexOf('/')))
                .isPresent());
        // those of jackson-jq read no pattern of jq
        functions.keySet().removeAll(Set.of("strptime/1", "strptime/2", "strftime/1", "strftime/2"));
        functions.replaceAll(JqSemantics::corrected);
        functions.forEach((name, function) -> scope.addFunction(name, JqMeter.metered(name, function)));
        JqFunctions.addTo(scope);
        JqBudget.begin(JqLimits.DEFAULT);
        try (InputStream file = JqProgram.class.getResourceAsStream("/jq/functions.jq")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            JqMeter.metered(parsed(text + "empty")).apply(scope, NullNode.getInstance(), none -> {});
        } catch (IOException e) {
            throw new IllegalStateException("the functions of mappings cannot be read", e);
        } finally {
            JqBudget.end();
        }
        return scope;
    }
}
