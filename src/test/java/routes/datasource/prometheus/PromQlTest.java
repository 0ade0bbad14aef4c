package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.Quota;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                "'' ; up{instance=\"a\",job=\"node\"}",
                "job=\"node\" ; up{job=\"node\",instance=\"a\"}",
                "job = \"node\", ; up{job = \"node\",instance=\"a\"}",
                "job=\"node\",instance=\"a\" ; up{job=\"node\",instance=\"a\"}",
                "job=~\"node|db\" ; up{job=~\"node|db\",instance=\"a\",job=\"node\"}",
                "job!=\"node\" ; up{job!=\"node\",instance=\"a\",job=\"node\"}",
                "other=\"job=\\\"node\\\"\" ; up{other=\"job=\\\"node\\\"\",instance=\"a\",job=\"node\"}"
            })
    void a_matcher_that_the_data_source_has_already_is_not_said_twice(String matchers, String query) {
        ObjectNode config =
                Json.mapper().createObjectNode().put("metric_name", "up").put("matchers", matchers);

        assertThat(PromQl.query(config, Map.of("job", "node", "instance", "a"))).isEqualTo(query);
    }

    /** Guards B-18: where labels come of the expression, the series is picked from its result. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "label_replace($metric,\"svc\",\"$1\",\"instance\",\"(.*)-1\")",
                "label_join($metric, \"svc\", \"-\", \"instance\")",
                "count_values(\"svc\", $metric)",
                "topk(5, $metric)",
                "$metric / on(instance) group_left(svc) info_of_it",
                "sum by (svc) ($metric) / sum($metric)",
                "$metric AND ON(svc) other"
            })
    void a_series_whose_labels_come_of_the_expression_is_picked_from_its_result(String expression) {
        ObjectNode config = config(expression);

        assertThat(PromQl.query(config, new TreeMap<>(Map.of("svc", "a$pi", "zone", ""))))
                .isEqualTo("(" + expression.replace("$metric", "up{job=\"node\"}")
                        + ") and on(svc, zone) label_replace(vector(1), \"svc\", \"a$$pi\", \"\", \"\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$metric",
                "rate($metric[5m])",
                "sum by (svc) (rate($metric[5m]))",
                "1 - avg without (cpu) (rate($metric[5m]))",
                "$metric - $metric offset 1w",
                "histogram_quantile(0.99, sum by (le, svc) (rate($metric[5m])))",
                "$metric * 100 > 0 # of topk and on"
            })
    void a_series_that_keeps_its_labels_is_selected_where_it_is_read(String expression) {
        assertThat(PromQl.query(config(expression), Map.of("svc", "api")))
                .isEqualTo(expression
                        .replace("$metric", "up{job=\"node\",svc=\"api\"}")
                        .replaceAll(" #.*", ""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                "rate($metric[5m]) # per second ; rate(up{job=\"node\"}[5m])",
                "label_replace($metric, \"a\", \"#1\", \"\", \"\") # ends ; label_replace(up{job=\"node\"}, \"a\", \"#1\", \"\", \"\")",
                "$metric#no blank ; up{job=\"node\"}"
            })
    void a_comment_is_no_part_of_a_query(String expression, String query) {
        assertThat(PromQl.query(config(expression))).isEqualTo(query);
    }

    /** Guards B-23: Prometheus 3 has names of any letters, written in quotes within the braces. */
    @Test
    void names_that_only_prometheus_3_has_stand_in_quotes() {
        ObjectNode config = Json.mapper().createObjectNode().put("metric_name", "http.server.duration");

        assertThat(PromQl.query(config)).isEqualTo("{\"http.server.duration\"}");
        assertThat(PromQl.query(config, Map.of("service.name", "shop", "job", "")))
                .isEqualTo("{\"http.server.duration\",job=\"\",\"service.name\"=\"shop\"}");
        config.put("matchers", "\"service.name\" = \"shop\"");
        assertThat(PromQl.query(config, Map.of("service.name", "shop")))
                .isEqualTo("{\"http.server.duration\",\"service.name\" = \"shop\"}");
        config.put("expression", "topk(1, $metric)");
        assertThat(PromQl.query(config, Map.of("service.name", "shop")))
                .endsWith(" and on(\"service.name\") label_replace(vector(1), \"service.name\", \"shop\", \"\", \"\")");
    }

    @ParameterizedTest
    @CsvSource({
        "http.server.duration, true",
        "node:load1, true",
        "k8s.pod/cpu-usage, true",
        "温度, true",
        "up{job=1}, false",
        "rate(up), false",
        "a b, false",
        "$metric, false",
        "up > 1, false",
        "\"up\", false"
    })
    void a_metric_name_is_a_name_and_no_expression(String name, boolean good) {
        PrometheusDataSource subject = subject();
        ObjectNode config = config("$metric").put("metric_name", name);

        if (good) {
            subject.checkConfig(config);
        } else {
            assertThatThrownBy(() -> subject.checkConfig(config))
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessageContaining("metric_name");
        }
    }

    @Test
    void an_expression_that_names_the_metric_in_its_comment_alone_is_refused() {
        assertThatThrownBy(() -> subject().checkConfig(config("up # $metric")))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("$metric");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = ';',
            value = {
                "(up) > 5 ; up",
                "(a and on() (b)) < 1 ; a and on() (b)",
                "(x{a=\")(\"}) > 1 ; x{a=\")(\"}",
                "up ; ''"
            })
    void what_a_rule_reads_stands_in_its_first_parentheses(String expression, String read) {
        assertThat(PromQlText.firstParentheses(expression)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"180, 3m", "90, 1m30s", "3600, 1h", "5400, 1h30m", "86400, 1d", "90000, 25h", "604800, 1w", "0, 0s"})
    void a_duration_is_written_as_prometheus_writes_it(long seconds, String text) {
        assertThat(PrometheusDuration.text(seconds)).isEqualTo(text);
        assertThat(PrometheusDuration.seconds(text)).isEqualTo(seconds);
    }

    private static ObjectNode config(String expression) {
        return Json.mapper()
                .createObjectNode()
                .put("metric_name", "up")
                .put("matchers", "job=\"node\"")
                .put("expression", expression);
    }

    private static PrometheusDataSource subject() {
        PlatformCall none = new PlatformCall() {
            @Override
            public <T> T ask(PlatformQuestion<T> question) {
                throw new IllegalStateException("no call is made");
            }
        };
        return new PrometheusDataSource(none, new Quota(1, 1), Optional.empty(), Clock.systemUTC());
    }
}
