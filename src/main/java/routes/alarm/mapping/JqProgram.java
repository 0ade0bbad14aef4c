package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
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

/**
 * A compiled jq program; thread-safe. It sees neither the environment nor files, and each run has {@link JqLimits}:
 * one that needs more fails with the limit as its reason, on the thread that ran it. Beside jq's own functions it knows
 *
 * <ul>
 *   <li>{@code said(a; b; …)}: the first that is not null and no blank text, or null;
 *   <li>{@code status_of(default)}: {@code firing} or {@code resolved} for a word of any vendor;
 *   <li>{@code level_of(map; default)}: looks a word, number or truth value up, in lower case;
 *   <li>{@code labels_key}: an object of labels as one text, whatever their order;
 *   <li>{@code epoch}: seconds since the epoch of an ISO-8601 time with an offset, or null.
 * </ul>
 */
public final class JqProgram {
    private static final Version DIALECT = Versions.JQ_1_7;
    private static final int LONGEST_REASON = 200;
    private static final String PRELUDE = "def IN(values): . as $wanted | any(values; . == $wanted); "
            + "def level_of($map; $default): ($map[tostring | ascii_downcase]) // $default; "
            + "def labels_key: to_entries | sort_by(.key) | map(\"\\(.key)=\\(.value)\") | join(\",\"); ";
    private static final Pattern FIRST_LINE = Pattern.compile("line 1, column (\\d+)");
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

    /** @throws IllegalArgumentException when the text is no jq program */
    public static JqProgram compile(String text, JqLimits limits) {
        try {
            Expression read = ExpressionParser.compile(PRELUDE + text, DIALECT);
            return new JqProgram(JqMeter.metered(new IsolatedScopeQuery(read)), limits);
        } catch (JsonQueryException e) {
            throw new IllegalArgumentException("not a jq program: " + place(e), e);
        }
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

    /** The parser's own words, without the program, which stands in the file. */
    private static String place(JsonQueryException e) {
        String message =
                e.getCause() == null ? reason(e) : String.valueOf(e.getCause().getMessage());
        String first = message.lines().findFirst().orElse("");
        return PlainText.cut(FIRST_LINE.matcher(first).replaceAll(JqProgram::ownColumn), LONGEST_REASON);
    }

    /** What stands before the program is not the author's. */
    private static String ownColumn(MatchResult place) {
        return "line 1, column " + Math.max(1, Integer.parseInt(place.group(1)) - PRELUDE.length());
    }

    private static Scope root() {
        Scope scope = Scope.newEmptyScope();
        Map<String, Function> functions =
                new HashMap<>(BuiltinFunctionLoader.getInstance().listFunctions(DIALECT, scope));
        functions.putAll(JqRegexFunctions.all());
        try {
            for (Map.Entry<String, Function> function : functions.entrySet()) {
                scope.addFunction(function.getKey(), JqMeter.metered(function.getKey(), function.getValue()));
            }
        } catch (JsonQueryException e) {
            throw new IllegalStateException("jq's own functions cannot be metered", e);
        }
        JqFunctions.addTo(scope);
        return scope;
    }
}
