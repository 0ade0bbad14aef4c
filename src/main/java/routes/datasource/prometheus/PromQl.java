package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.datasource.DayPart;
import routes.datasource.PlatformText;
import routes.datasource.RuleBlock;
import routes.datasource.Source;

/** The expressions that a data source asks with: its metric, matchers, and what is made of them. Pure. */
final class PromQl {
    /** Stands in an expression for the metric with its matchers. */
    static final String METRIC = "$metric";
    /** Ends the expression of a rule that is switched off: nothing is left of its result. */
    static final String OFF = " unless on() vector(1)";

    /** Begins the expression of a rule that alarms when a series is silent. */
    static final String ABSENT = "absent_over_time(";

    private static final int WEEK = 7;

    private static final Pattern MATCHER = Pattern.compile(
            "(\\w+|\"(?:[^\"\\\\]|\\\\.)*\")\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')");

    private PromQl() {}

    /** What a person wrote, without comments: what follows it stands on the same line. */
    static String expression(JsonNode config) {
        return PromQlText.withoutComments(config.path("expression").asText(METRIC));
    }

    /** The query of a data source. */
    static String query(JsonNode config) {
        return expression(config).replace(METRIC, selector(config, Map.of()));
    }

    /**
     * The query for one series of it.
     *
     * @param labels all of them, with an empty value for those that its siblings have and it lacks
     */
    static String query(JsonNode config, Map<String, String> labels) {
        String expression = expression(config);
        if (labels.isEmpty() || PromQlText.keepsLabels(expression, METRIC)) {
            return expression.replace(METRIC, selector(config, labels));
        }
        return PromQlText.only(query(config), labels);
    }

    private static String selector(JsonNode config, Map<String, String> labels) {
        List<String> matchers = new ArrayList<>();
        String given = config.path("matchers").asText("").strip().replaceAll(",$", "");
        if (!given.isEmpty()) {
            matchers.add(given);
        }
        Set<String> there = matchers(given);
        new TreeMap<>(labels).forEach((name, value) -> {
            String matcher = PromQlText.label(name) + "=" + PromQlText.quoted(value);
            if (!there.contains(matcher)) {
                matchers.add(matcher);
            }
        });
        return PromQlText.selector(config.path("metric_name").asText(), String.join(",", matchers));
    }

    /** Without the blanks between their parts. */
    private static Set<String> matchers(String given) {
        return MATCHER.matcher(given)
                .results()
                .map(found -> found.group(1) + found.group(2) + found.group(3))
                .collect(Collectors.toSet());
    }

    /** @param zone of the hours of blocks */
    record Clock(ZoneId zone, Instant now) {}

    /**
     * What alarms: the series beyond the bound of the hour. It has the same result on both sides of an edge, so that an alarm goes on.
     *
     * @param query for one series
     * @param blocks that have a bound on this side
     */
    static String beyond(String query, String side, List<RuleBlock> blocks, Clock clock) {
        String comparison = "(" + query + ") " + (side.equals("upper") ? ">" : "<") + " ";
        if (blocks.size() == 1) {
            return comparison + number(blocks.get(0), side) + within(blocks.get(0), clock);
        }
        return comparison
                + blocks.stream()
                        .map(block -> "vector(" + number(block, side) + ")" + within(block, clock))
                        .collect(Collectors.joining(" or ", "scalar(", ")"));
    }

    private static String number(RuleBlock block, String side) {
        return PlatformText.number(Objects.requireNonNull(block.bound(side)).value());
    }

    /** What alarms when the series of these labels had no value for so long. */
    static String absent(Source source, Map<String, String> labels, Duration silence) {
        String series = query(source.config(), labels);
        String range = PrometheusDuration.text(silence.toSeconds());
        boolean selector = expression(source.config()).equals(METRIC);
        return ABSENT
                + (selector
                        ? series + "[" + range + "]"
                        : "(" + series + ")[" + range + ":"
                                + PrometheusDuration.text(
                                        Math.max(1, source.interval().toSeconds())) + "]")
                + ")";
    }

    /** Ends an expression that counts only within the hours of a block; empty for a whole day. */
    private static String within(RuleBlock block, Clock clock) {
        String hours = DayPart.of(block, clock.zone(), ZoneOffset.UTC, clock.now()).stream()
                .filter(part -> !part.isWholeDay())
                .map(part -> "(hour() * 60 + minute() >= " + part.start() + " < " + part.end() + ")")
                .collect(Collectors.joining(" or "));
        return (hours.isEmpty() ? "" : " and on() (" + hours + ")") + days(block, clock);
    }

    /** Ends an expression that counts only on some days of the week of the zone; empty for all. */
    private static String days(RuleBlock block, Clock clock) {
        if (block.isOfEveryDay()) {
            return "";
        }
        int offset = clock.zone().getRules().getOffset(clock.now()).getTotalSeconds();
        String today = "day_of_week(" + (offset == 0 ? "" : "vector(time() + " + offset + ")") + ")";
        List<Integer> days =
                block.days().stream().map(day -> day.getValue() % WEEK).sorted().toList();
        int first = days.get(0);
        int last = days.get(days.size() - 1);
        return " and on() ("
                + (last - first == days.size() - 1
                        ? today + " >= " + first + " <= " + last
                        : days.stream().map(day -> today + " == " + day).collect(Collectors.joining(" or ")))
                + ")";
    }

    /** Seconds of {@code for}: values are beyond at all evaluations from the first value of the window to its last. */
    static long lasting(RuleBlock.Bound bound, Duration interval) {
        return (bound.values(interval) - 1) * interval.toSeconds();
    }
}
