package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.Quota;
import routes.datasource.RulePlace;
import routes.datasource.Source;

/** Targets of rules beyond the files of Prometheus itself. */
@Tag("slow")
class RuleTargetsTest {
    private static final Path RULES = Path.of("/rules");
    private static final PlatformCall NONE = new PlatformCall() {
        @Override
        public <T> T ask(PlatformQuestion<T> question) {
            throw new IllegalStateException("a place is known without a call");
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "prometheus_rule_target=mimir ; prometheus_rule_target",
                "prometheus_rule_target=kubernetes ; prometheus_rule_url",
                "prometheus_rule_target=kubernetes,prometheus_rule_url=https://k ; prometheus_rule_namespace",
                "prometheus_rule_target=kubernetes,prometheus_rule_url=https://k,prometheus_rule_namespace=a/b ; prometheus_rule_namespace",
                "prometheus_rule_target=vmalert ; prometheus_rule_url",
                "prometheus_rule_target=grafana,prometheus_rule_url=https://g,prometheus_rule_namespace=f ; prometheus_rule_datasource",
                "prometheus_rule_target=manifest,prometheus_rule_labels=release ; prometheus_rule_labels",
                "prometheus_rule_folder=../up ; prometheus_rule_folder"
            })
    void a_connect_that_lacks_what_its_target_needs_is_refused(String given, String field) {
        assertThatThrownBy(() -> RuleTargets.check(account(fields(given))))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.field())
                        .isEqualTo(Optional.of(field)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "file ; prometheus_url=https://q ; same",
                "file ; prometheus_rule_target=file ; same",
                "file ; prometheus_rule_target=vmalert,prometheus_rule_url=https://v ; same",
                "file,prometheus_rule_folder=a ; prometheus_rule_folder=b ; apart",
                "file ; prometheus_rule_target=ruler ; apart",
                "vmalert,prometheus_rule_url=https://v ; prometheus_rule_url=https://w ; same",
                "manifest ; prometheus_rule_namespace=other ; same",
                "manifest ; prometheus_rule_folder=b ; other",
                "ruler ; prometheus_url=https://q ; other",
                "ruler ; prometheus_rule_url=https://r ; other",
                "ruler ; prometheus_rule_url=https://p/config/v1/rules/ ; same",
                "ruler ; prometheus_rule_namespace=veaiops ; same",
                "ruler ; prometheus_rule_namespace=team ; apart",
                "ruler,prometheus_tenant=one ; prometheus_tenant=two ; apart",
                "kubernetes,prometheus_rule_url=https://k,prometheus_rule_namespace=a ; prometheus_rule_url=https://l ; other",
                "kubernetes,prometheus_rule_url=https://k,prometheus_rule_namespace=a ; prometheus_rule_namespace=b ; apart",
                "grafana,prometheus_rule_url=https://g,prometheus_rule_namespace=f ; prometheus_rule_url=https://h ; other",
                "grafana,prometheus_rule_url=https://g,prometheus_rule_namespace=f ; prometheus_rule_namespace=e ; apart",
            })
    void a_change_of_the_connect_moves_the_place_of_the_rules_where_it_does(
            String before, String change, String expected) {
        Map<String, String> fields = fields("prometheus_rule_target=" + before);
        Map<String, String> changed = new HashMap<>(fields);
        changed.putAll(fields(change));

        RulePlace one = place(fields, RULES);
        RulePlace other = place(changed, RULES);

        assertThat(one.id().equals(other.id())).isEqualTo(expected.equals("same"));
        assertThat(other.isSurelyApartFrom(one)).isEqualTo(expected.equals("apart"));
    }

    @Test
    void files_below_another_rule_directory_are_another_place_which_is_read_and_written_there() {
        RulePlace one = place(fields("prometheus_rule_folder=a"), RULES);
        RulePlace other = place(fields("prometheus_rule_folder=a"), Path.of("/elsewhere"));

        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(place(one.source("s", account(one.fields()), ""), Path.of("/elsewhere")))
                .isEqualTo(one);
    }

    private static RulePlace place(Map<String, String> fields, Path directory) {
        Source source = new Source(
                "s", "cpu", account(fields), Json.mapper().createObjectNode(), Duration.ofMinutes(1), ZoneOffset.UTC);
        return place(source, directory);
    }

    private static RulePlace place(Source source, Path directory) {
        return RulePlace.of(
                new PrometheusDataSource(NONE, new Quota(1, 1), Optional.of(directory), Clock.systemUTC()), source);
    }

    private static Account account(Map<String, String> fields) {
        return new Account("", "Prometheus", fields, Map.of());
    }

    private static Map<String, String> fields(String given) {
        Map<String, String> fields = new HashMap<>(Map.of("prometheus_url", "https://p"));
        for (String pair : given.split(",")) {
            fields.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return fields;
    }
}
