package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleEvaluation;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** Asks the server about the expression of a rule: what it reads, before it is written; what it would have done, afterwards. */
final class PrometheusCheck {
    /** A series may be away at the moment: so long it is looked for. */
    private static final String LATELY = ")[7d:1h]";

    private static final int MOST_POINTS = 10_000;

    private final PrometheusApi api;

    PrometheusCheck(PrometheusApi api) {
        this.api = api;
    }

    /**
     * A rule that reads another number of series than one was not learned: it would never alarm, or alarm on siblings.
     *
     * @param before expression of the rule until now, which was looked at when it was written; null for a new rule
     * @throws PlatformFailure.BadRequest with the server's words, or with the number, and a remedy
     */
    void requireOneSeries(Source source, JsonNode expression, @Nullable JsonNode before) {
        String read = PromQlText.firstParentheses(expression.asText());
        boolean known = before != null && read.equals(PromQlText.firstParentheses(before.asText()));
        if (read.isEmpty() || known) {
            return;
        }
        long series = count(source, "count(" + read + ")");
        if (series == 0) {
            series = count(source, "count(count_over_time((" + read + LATELY + "))");
        }
        if (series != 1) {
            throw new PlatformFailure.BadRequest(
                    series == 0 ? "reads_no_series" : "reads_other_series",
                    "the rule is not written: its expression reads " + series + " series in place of one, " + read
                            + "; change expression or matchers of the data source so that labels tell its series apart, and run"
                            + " the task again");
        }
    }

    private long count(Source source, String query) {
        Map<String, String> parameters = new HashMap<>(Map.of("query", query));
        JsonNode value = api.query(source.account(), "/api/v1/query", parameters)
                .path("result")
                .path(0)
                .path("value")
                .path(1);
        return (long) value.asDouble(0);
    }

    /**
     * What the expression and the {@code for} of a rule do when the server evaluates them at every point of the source. A back-test
     * knows of values alone: a rule for silence counts nothing.
     */
    RuleEvaluation evaluate(Source source, ExistingRule written, SeriesRange range) {
        String expression = written.content().path("expr").asText();
        if (expression.startsWith(PromQl.ABSENT)) {
            return new RuleEvaluation(List.of());
        }
        long step = Math.max(1, source.interval().toSeconds());
        SortedSet<Long> beyond = new TreeSet<>();
        for (SeriesRange slice : range.slices(Duration.ofSeconds(MOST_POINTS * step))) {
            JsonNode data = api.range(source, expression, slice);
            for (JsonNode series : data.path("result")) {
                series.path("values").forEach(value -> beyond.add(value.path(0).asLong()));
            }
        }
        return new RuleEvaluation(alarms(
                beyond,
                step,
                PrometheusDuration.seconds(written.content().path("for").asText())));
    }

    /** An alarm is raised once the expression had a result at every evaluation for so long. */
    static List<Instant> alarms(SortedSet<Long> beyond, long step, long hold) {
        List<Instant> alarms = new ArrayList<>();
        long since = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        boolean raised = false;
        for (long time : beyond) {
            if (last == Long.MIN_VALUE || time - last > step) {
                since = time;
                raised = false;
            }
            if (!raised && time - since >= hold) {
                alarms.add(Instant.ofEpochSecond(time));
                raised = true;
            }
            last = time;
        }
        return alarms;
    }
}
