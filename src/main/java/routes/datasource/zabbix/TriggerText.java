package routes.datasource.zabbix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expression of a trigger as Zabbix has it, to be evaluated over history: comparisons of {@code min}, {@code max}, {@code count},
 * {@code time} and {@code dayofweek} with numbers, joined by {@code and}, {@code or}, {@code not}. As in Zabbix a function without values is unknown, and what
 * is unknown decides nothing. Pure.
 */
final class TriggerText {
    private static final Pattern FUNCTION = Pattern.compile("(min|max|count)\\((/.+?),(\\d+)([smh]?)\\)");
    private static final Pattern CLOCK = Pattern.compile("(time|dayofweek)\\(\\)");
    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|<>|>|<|=)(-?\\d+(?:\\.\\d+)?)");
    private static final Pattern WORD = Pattern.compile("and\\b|or\\b|not\\b|\\(|\\)");
    private static final Pattern BLANKS = Pattern.compile("\\s*");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3600);

    private final String text;
    private int at;

    private TriggerText(String text) {
        this.text = text;
    }

    /** What an evaluation asks for. */
    interface Values {
        /** @param path host and key. @return null when there is no value */
        @Nullable
        Double over(String function, String path, long seconds);

        /** HHMMSS as a number. */
        int time();

        /** 1 on Monday to 7 on Sunday. */
        int dayOfWeek();
    }

    /** Something that is true, false or, null, unknown. */
    interface Condition {
        @Nullable
        Boolean of(Values values);
    }

    /** @throws IllegalArgumentException when it is of another kind */
    static Condition parse(String text) {
        TriggerText parser = new TriggerText(text);
        Condition parsed = parser.or();
        if (parser.at < text.length()) {
            throw parser.broken();
        }
        return parsed;
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (take("or")) {
            parts.add(and());
        }
        return values -> decided(parts, values, true);
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (take("and")) {
            parts.add(not());
        }
        return values -> decided(parts, values, false);
    }

    /** @param decides the answer of one part that is the answer of all */
    private static @Nullable Boolean decided(List<Condition> parts, Values values, boolean decides) {
        boolean unknown = false;
        for (Condition part : parts) {
            Boolean answer = part.of(values);
            if (answer == null) {
                unknown = true;
            } else if (answer == decides) {
                return decides;
            }
        }
        return unknown ? null : (Boolean) !decides;
    }

    private Condition not() {
        if (take("not")) {
            Condition inner = not();
            return values -> {
                Boolean answer = inner.of(values);
                return answer == null ? null : (Boolean) !answer;
            };
        }
        if (take("(")) {
            Condition inner = or();
            if (!take(")")) {
                throw broken();
            }
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        Matcher function = match(FUNCTION);
        if (function != null) {
            String name = function.group(1);
            String path = function.group(2);
            long seconds = Long.parseLong(function.group(3)) * SECONDS.getOrDefault(function.group(4), 1);
            return compared(values -> values.over(name, path, seconds));
        }
        Matcher clock = match(CLOCK);
        if (clock == null) {
            throw broken();
        }
        boolean time = clock.group(1).equals("time");
        return compared(values -> (double) (time ? values.time() : values.dayOfWeek()));
    }

    private interface Operand {
        @Nullable
        Double of(Values values);
    }

    private Condition compared(Operand operand) {
        Matcher comparison = match(COMPARISON);
        if (comparison == null) {
            throw broken();
        }
        String sign = comparison.group(1);
        double bound = Double.parseDouble(comparison.group(2));
        return values -> {
            Double value = operand.of(values);
            return value == null ? null : (Boolean) holds(value, sign, bound);
        };
    }

    private static boolean holds(double value, String sign, double bound) {
        return switch (sign) {
            case ">" -> value > bound;
            case "<" -> value < bound;
            case ">=" -> value >= bound;
            case "<=" -> value <= bound;
            case "=" -> value == bound;
            default -> value != bound;
        };
    }

    private boolean take(String word) {
        Matcher found = WORD.matcher(text).region(blanks(), text.length());
        if (found.lookingAt() && found.group().equals(word)) {
            at = found.end();
            at = blanks();
            return true;
        }
        return false;
    }

    private @Nullable Matcher match(Pattern pattern) {
        Matcher found = pattern.matcher(text).region(blanks(), text.length());
        if (!found.lookingAt()) {
            return null;
        }
        at = found.end();
        at = blanks();
        return found;
    }

    private int blanks() {
        Matcher blanks = BLANKS.matcher(text).region(at, text.length());
        return blanks.lookingAt() ? blanks.end() : at;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("not understood from character " + at + " on");
    }
}
