package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;
import routes.fakes.FakePrometheus;

/** A rule reads the one series that was learned, and does what the back-test shows. */
@Tag("slow")
class PrometheusCheckTest extends PrometheusServer {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @BeforeEach
    void addHosts() {
        for (String host : List.of("api-1", "db-1")) {
            prometheus.addSeries(Map.of("__name__", "t_lr", "instance", host), time -> 50);
        }
    }

    /** Guards B-18: such a rule was written, read nothing and never alarmed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "label_replace($metric, \"svc\", \"$1\", \"instance\", \"(.*)-1\")",
                "label_replace($metric, \"svc\", \"c#$1\", \"instance\", \"(.*)-1\") # by service",
                "sum by (instance) ($metric)",
                "$metric * 2"
            })
    void the_rule_of_an_expression_reads_the_series_that_was_learned_from_it(String expression) {
        Source source = source(expression);
        List<TimeSeries> learned = subject.fetchSlot(source, new SeriesRange(START, START.plusSeconds(600)));
        assertThat(learned).hasSize(2);

        drafted(source, learned).forEach(rule -> subject.apply(source, new RuleOperation.Create(rule)));

        assertThat(subject.rules(source)).hasSize(2).allSatisfy(written -> assertThat(
                        subject.evaluate(source, written, new SeriesRange(START, START.plusSeconds(3600)))
                                .orElseThrow()
                                .alarms())
                .containsExactly(START.plusSeconds(120)));
    }

    @Test
    void a_rule_that_would_read_no_series_or_several_is_not_written() {
        Source source = source("$metric");
        TimeSeries gone = TimeSeries.of("t_lr", Map.of("instance", "away"), new long[0], new double[0]);
        TimeSeries all = TimeSeries.of("t_lr", Map.of(), new long[0], new double[0]);

        assertThatThrownBy(() -> subject.apply(
                        source,
                        new RuleOperation.Create(drafted(source, List.of(gone)).get(0))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("reads_no_series"))
                .hasMessageContaining("reads 0 series")
                .hasMessageContaining("run the task again");
        assertThatThrownBy(() -> subject.apply(
                        source,
                        new RuleOperation.Create(drafted(source, List.of(all)).get(0))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("reads_other_series"))
                .hasMessageContaining("reads 2 series");
        assertThat(rules).isEmptyDirectory();
    }

    @Test
    void what_the_server_does_not_understand_is_refused_with_its_words() {
        Source source = source("nonsense_of($metric)");
        TimeSeries learned = TimeSeries.of("t_lr", Map.of("instance", "api-1"), new long[0], new double[0]);

        assertThatThrownBy(() -> subject.apply(
                        source,
                        new RuleOperation.Create(
                                drafted(source, List.of(learned)).get(0))))
                .isInstanceOf(PlatformFailure.BadRequest.class)
                .hasMessageContaining("unknown function with name");
        assertThat(rules).isEmptyDirectory();
    }

    /** Guards B-8: what is missing from such an answer is unknown, not gone. */
    @Test
    void an_answer_without_the_part_of_a_storage_node_is_no_answer() {
        prometheus.answerInPart();

        assertThatThrownBy(() -> subject.fetchSlot(source("$metric"), new SeriesRange(START, START.plusSeconds(60))))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("partial_answer"));
        assertThat(prometheus.calls("/api/v1/query_range")).allSatisfy(call -> assertThat(call.text())
                .contains("partial_response=false")
                .contains("deny_partial_response=1"));
    }

    @Test
    void a_rule_is_raised_once_for_each_time_that_it_holds_long_enough() {
        TreeSet<Long> beyond = new TreeSet<>(List.of(60L, 120L, 180L, 240L, 600L, 660L, 900L, 960L, 1020L, 1080L));

        assertThat(PrometheusCheck.alarms(beyond, 60, 180))
                .containsExactly(Instant.ofEpochSecond(240), Instant.ofEpochSecond(1080));
        assertThat(PrometheusCheck.alarms(beyond, 60, 0))
                .containsExactly(Instant.ofEpochSecond(60), Instant.ofEpochSecond(600), Instant.ofEpochSecond(900));
        assertThat(PrometheusCheck.alarms(new TreeSet<>(), 60, 0)).isEmpty();
    }

    @Test
    void an_alarm_stays_a_while_where_the_data_source_says_so() {
        Source source = source("$metric");
        ((ObjectNode) source.config()).put("keep_firing_seconds", 300);
        TimeSeries learned = TimeSeries.of("t_lr", Map.of("instance", "api-1"), new long[0], new double[0]);

        subject.apply(
                source,
                new RuleOperation.Create(drafted(source, List.of(learned)).get(0)));

        ExistingRule written = subject.rules(source).get(0);
        assertThat(written.content().path("keep_firing_for").asText()).isEqualTo("5m");
    }

    /** Guards F-2: an alarm of a series that falls silent resolves, since nothing is left to compare. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$metric ; absent_over_time(t_lr{instance=\"api-1\"}[10m])",
                "rate($metric[5m]) ; absent_over_time((rate(t_lr{instance=\"api-1\"}[5m]))[10m:1m])"
            })
    void a_series_that_falls_silent_alarms_where_the_task_wants_it(String expression, String written) {
        Source source = source(expression);
        DesiredRule rule = silence(source, Map.of("instance", "api-1"), Duration.ofMinutes(10))
                .get(0);

        assertThat(rule.content().path("expr").asText()).isEqualTo(written);
        assertThat(rule.content().path("labels").path("instance").asText()).isEqualTo("api-1");
        assertThat(silence(source, Map.of("instance", "api-1"), null)).isEmpty();
        assertThat(silence(source, Map.of("instance", "api-1", "level", "theirs"), Duration.ofMinutes(10)))
                .first()
                .satisfies(
                        other -> assertThat(other.content().at("/labels/level").asText())
                                .as("our labels count")
                                .isEqualTo("P1"));
        subject.apply(source, new RuleOperation.Create(rule));
        assertThat(subject.evaluate(
                                source, subject.rules(source).get(0), new SeriesRange(START, START.plusSeconds(600)))
                        .orElseThrow()
                        .alarms())
                .isEmpty();
    }

    /** The rules of a task for a series without bounds. @param noData after how long its silence is an alarm */
    private List<DesiredRule> silence(Source source, Map<String, String> labels, @Nullable Duration noData) {
        RuleOrder.Series series = new RuleOrder.Series("t_lr", "t_lr|instance=api-1", labels, List.of());
        RuleOrder.Policy policy = noData == null
                ? new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of())
                : new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of(), noData);
        return subject.draftRules(source, new RuleOrder(List.of(series), policy))
                .rules();
    }

    private List<DesiredRule> drafted(Source source, List<TimeSeries> learned) {
        RuleBlock block = new RuleBlock(0, 24, new RuleBlock.Bound(40, Duration.ofMinutes(3)), null);
        return subject.draftRules(
                        source,
                        new RuleOrder(
                                learned.stream()
                                        .map(one -> new RuleOrder.Series(
                                                one.name(), one.uniqueKey(), one.labels(), List.of(block)))
                                        .toList(),
                                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of())))
                .rules();
    }

    private Source source(String expression) {
        ObjectNode config =
                Json.mapper().createObjectNode().put("metric_name", "t_lr").put("expression", expression);
        Account account = new Account(
                "65a0000000000000000000c1",
                "Prometheus",
                Map.of("prometheus_url", prometheus.url(), "prometheus_user", FakePrometheus.USER),
                Map.of("prometheus_password", Secret.of(FakePrometheus.PASSWORD)));
        return new Source("65a000000000000000000001", "lr", account, config, Duration.ofSeconds(60), ZoneOffset.UTC);
    }
}
