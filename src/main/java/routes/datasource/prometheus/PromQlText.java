package routes.datasource.prometheus;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must be known of the language to build expressions from a text that a person wrote: strings, comments and words. Pure. */
final class PromQlText {
    private static final String STRING = "\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+'|`[^`]*+`";
    private static final Pattern PARTS = Pattern.compile("(" + STRING + ")|(#[^\\n]*+)|([A-Za-z_][A-Za-z0-9_]*+)");
    private static final Pattern PARENTHESES = Pattern.compile("(" + STRING + ")|([()])");
    private static final int COMMENT = 2;
    private static final int WORD = 3;
    private static final Pattern PLAIN_METRIC = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");
    private static final Pattern PLAIN_LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Their results have labels that the series they read have not, or depend on other series than the one that is asked for. */
    private static final Set<String> CHANGE_LABELS = Set.of(
            "label_replace",
            "label_join",
            "count_values",
            "topk",
            "bottomk",
            "limitk",
            "limit_ratio",
            "absent",
            "absent_over_time",
            "scalar",
            "vector",
            "info",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "and",
            "or",
            "unless");

    private static final Set<String> AGGREGATE =
            Set.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "quantile", "histogram_quantile");

    private PromQlText() {}

    /** Without its comments. */
    static String withoutComments(String expression) {
        return PARTS.matcher(expression)
                .replaceAll(part -> part.group(COMMENT) == null ? Matcher.quoteReplacement(part.group()) : "")
                .strip();
    }

    /**
     * Whether a matcher of the labels of one result selects exactly what that result is made of. Where the metric stands twice, an
     * aggregation of it needs its siblings.
     *
     * @param placeholder of the metric
     */
    static boolean keepsLabels(String expression, String placeholder) {
        Set<String> words = PARTS.matcher(expression)
                .results()
                .map(part -> part.group(WORD))
                .filter(word -> word != null)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        boolean twice = expression.indexOf(placeholder) != expression.lastIndexOf(placeholder);
        return words.stream().noneMatch(CHANGE_LABELS::contains)
                && !(twice && words.stream().anyMatch(AGGREGATE::contains));
    }

    /**
     * Of a result, the one series with exactly these labels.
     *
     * @param labels with an empty value for those that it must not have
     */
    static String only(String expression, Map<String, String> labels) {
        String one = "vector(1)";
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            if (!label.getValue().isEmpty()) {
                one = "label_replace(" + one + ", " + quoted(label.getKey()) + ", "
                        + quoted(label.getValue().replace("$", "$$")) + ", \"\", \"\")";
            }
        }
        String names = labels.keySet().stream().sorted().map(PromQlText::label).collect(Collectors.joining(", "));
        return "(" + expression + ") and on(" + names + ") " + one;
    }

    /** What stands in the parentheses that an expression begins with; empty when it begins otherwise. */
    static String firstParentheses(String expression) {
        if (!expression.startsWith("(")) {
            return "";
        }
        Matcher part = PARENTHESES.matcher(expression);
        int depth = 0;
        while (part.find()) {
            depth += part.group().equals("(") ? 1 : part.group().equals(")") ? -1 : 0;
            if (depth == 0) {
                return expression.substring(1, part.start());
            }
        }
        return "";
    }

    /** A selector. A name that only Prometheus 3 knows stands in quotes within the braces. @param matchers may be empty */
    static String selector(String metric, String matchers) {
        if (PLAIN_METRIC.matcher(metric).matches()) {
            return metric + (matchers.isEmpty() ? "" : "{" + matchers + "}");
        }
        return "{" + quoted(metric) + (matchers.isEmpty() ? "" : "," + matchers) + "}";
    }

    /** The name of a label, in quotes when only Prometheus 3 knows such a name. */
    static String label(String name) {
        return PLAIN_LABEL.matcher(name).matches() ? name : quoted(name);
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** Whether a text is the name of a metric, and not an expression that was put in its place. */
    static boolean isMetric(String name) {
        return !name.isBlank() && name.chars().noneMatch(letter -> "{}()[]\"'`\\$,;=<>!~ \t".indexOf(letter) >= 0);
    }
}
