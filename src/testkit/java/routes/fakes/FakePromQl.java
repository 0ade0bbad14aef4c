package routes.fakes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evaluates the part of PromQL that rules of ours are made of, at one second. A rate is the value itself. */
final class FakePromQl {
    private static final int DAYS = 7;

    private final Map<Map<String, String>, LongToDoubleFunction> series;
    private final FakePromQlWords words;
    private final long time;

    private record Matcher(String label, String sign, String value) {
        boolean takes(Map<String, String> labels) {
            String there = labels.getOrDefault(label, "");
            return switch (sign) {
                case "=" -> there.equals(value);
                case "!=" -> !there.equals(value);
                case "=~" -> there.matches(value);
                default -> !there.matches(value);
            };
        }
    }

    private FakePromQl(Map<Map<String, String>, LongToDoubleFunction> series, String query, long time) {
        this.series = series;
        this.words = new FakePromQlWords(query);
        this.time = time;
    }

    /**
     * @return values by labels
     * @throws IllegalArgumentException with the words of a parser when it does not understand the query
     */
    static Map<Map<String, String>, Double> evaluate(
            Map<Map<String, String>, LongToDoubleFunction> series, String query, long time) {
        FakePromQl run = new FakePromQl(series, query, time);
        Map<Map<String, String>, Double> result = run.sets();
        run.words.requireEnd();
        return result;
    }

    /** {@code and}, {@code or} and {@code unless}, from left to right. */
    private Map<Map<String, String>, Double> sets() {
        Map<Map<String, String>, Double> left = compared();
        while (words.isNext("and", "or", "unless")) {
            String operator = words.take();
            boolean on = words.takeIf("on");
            Set<String> labels = on ? labels() : Set.of();
            Map<Map<String, String>, Double> right = compared();
            Set<Map<String, String>> keys = right.keySet().stream()
                    .map(one -> on ? only(one, labels) : unnamed(one))
                    .collect(Collectors.toSet());
            Map<Map<String, String>, Double> result = new LinkedHashMap<>(left);
            if (operator.equals("or")) {
                right.forEach(result::putIfAbsent);
            } else {
                boolean and = operator.equals("and");
                result.keySet().removeIf(one -> keys.contains(on ? only(one, labels) : unnamed(one)) != and);
            }
            left = result;
        }
        return left;
    }

    private Map<Map<String, String>, Double> compared() {
        Map<Map<String, String>, Double> left = sum();
        while (words.isNext(">", "<", ">=", "<=")) {
            String sign = words.take();
            double bound = Double.parseDouble(words.take());
            left = new LinkedHashMap<>(left);
            left.values().removeIf(value -> !holds(value, sign, bound));
        }
        return left;
    }

    private static boolean holds(double value, String sign, double bound) {
        return switch (sign) {
            case ">" -> value > bound;
            case "<" -> value < bound;
            case ">=" -> value >= bound;
            default -> value <= bound;
        };
    }

    private Map<Map<String, String>, Double> sum() {
        Map<Map<String, String>, Double> left = product();
        while (words.takeIf("+")) {
            double more = product().values().iterator().next();
            left = new LinkedHashMap<>(left);
            left.replaceAll((labels, value) -> value + more);
        }
        return left;
    }

    private Map<Map<String, String>, Double> product() {
        Map<Map<String, String>, Double> left = single();
        while (words.takeIf("*")) {
            double factor = single().values().iterator().next();
            left = new LinkedHashMap<>(left);
            left.replaceAll((labels, value) -> value * factor);
        }
        return left;
    }

    private Map<Map<String, String>, Double> single() {
        if (words.takeIf("(")) {
            Map<Map<String, String>, Double> inner = sets();
            words.require(")");
            return inner;
        }
        if (words.isNumber()) {
            return Map.of(Map.of(), Double.parseDouble(words.take()));
        }
        String name = words.isNext("{") ? "" : words.take();
        return words.isNext("(", "by") ? function(name) : selected(name);
    }

    private Map<Map<String, String>, Double> function(String name) {
        ZonedDateTime now = Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC);
        if (words.takeIf("by")) {
            return aggregated(name, labels());
        }
        words.require("(");
        Map<Map<String, String>, Double> result =
                switch (name) {
                    case "hour" -> Map.of(Map.of(), (double) now.getHour());
                    case "minute" -> Map.of(Map.of(), (double) now.getMinute());
                    case "day_of_week" -> Map.of(
                            Map.of(), (double) (now.getDayOfWeek().getValue() % DAYS));
                    case "label_replace" -> replaced();
                    case "count", "sum" -> over(name, sets(), Set.of());
                    case "absent_over_time" -> ranged().isEmpty() ? Map.of(Map.of(), 1.0) : Map.of();
                    case "vector", "rate", "count_over_time" -> ranged();
                    default -> throw new IllegalArgumentException(
                            "parse error: unknown function with name \"" + name + "\"");
                };
        words.require(")");
        return result;
    }

    private Map<Map<String, String>, Double> aggregated(String name, Set<String> labels) {
        words.require("(");
        Map<Map<String, String>, Double> result = over(name, sets(), labels);
        words.require(")");
        return result;
    }

    private static Map<Map<String, String>, Double> over(
            String name, Map<Map<String, String>, Double> all, Set<String> labels) {
        Map<Map<String, String>, Double> result = new LinkedHashMap<>();
        all.forEach((one, value) -> result.merge(only(one, labels), name.equals("count") ? 1.0 : value, Double::sum));
        return result;
    }

    /** What a range brings is what there is now: the series of the fake are there at any time. */
    private Map<Map<String, String>, Double> ranged() {
        Map<Map<String, String>, Double> inner = sets();
        words.skipRange();
        return inner;
    }

    private Map<Map<String, String>, Double> replaced() {
        Map<Map<String, String>, Double> inner = sets();
        List<String> arguments = new ArrayList<>();
        while (words.takeIf(",")) {
            arguments.add(words.text());
        }
        Map<Map<String, String>, Double> result = new LinkedHashMap<>();
        inner.forEach((labels, value) -> {
            String source = labels.getOrDefault(arguments.get(2), "");
            Map<String, String> changed = new TreeMap<>(labels);
            java.util.regex.Matcher matcher = Pattern.compile(arguments.get(3)).matcher(source);
            if (matcher.matches()) {
                String replacement = arguments.get(1).replace("$$", "\\$");
                changed.put(arguments.get(0), matcher.replaceFirst(replacement));
            }
            result.put(changed, value);
        });
        return result;
    }

    private Map<Map<String, String>, Double> selected(String name) {
        List<Matcher> matchers = new ArrayList<>();
        if (!name.isEmpty()) {
            matchers.add(new Matcher("__name__", "=", name));
        }
        if (words.takeIf("{")) {
            while (!words.takeIf("}")) {
                matchers.add(matcher());
                words.takeIf(",");
            }
        }
        words.skipRange();
        Map<Map<String, String>, Double> result = new LinkedHashMap<>();
        series.forEach((labels, value) -> {
            if (matchers.stream().allMatch(matcher -> matcher.takes(labels))) {
                result.put(labels, value.applyAsDouble(time));
            }
        });
        return result;
    }

    private Matcher matcher() {
        String label = words.text();
        return words.isNext(",", "}")
                ? new Matcher("__name__", "=", label)
                : new Matcher(label, words.take(), words.text());
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        words.require("(");
        while (!words.takeIf(")")) {
            labels.add(words.text());
            words.takeIf(",");
        }
        return labels;
    }

    private static Map<String, String> only(Map<String, String> labels, Set<String> names) {
        Map<String, String> some = new TreeMap<>(labels);
        some.keySet().retainAll(names);
        return some;
    }

    private static Map<String, String> unnamed(Map<String, String> labels) {
        Map<String, String> some = new TreeMap<>(labels);
        some.remove("__name__");
        return some;
    }
}
