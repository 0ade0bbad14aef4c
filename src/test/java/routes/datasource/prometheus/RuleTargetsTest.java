package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.datasource.Account;

/** Targets of rules beyond the files of Prometheus itself. */
@Tag("slow")
class RuleTargetsTest {
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
        Map<String, String> fields = new HashMap<>(Map.of("prometheus_url", "https://p"));
        for (String pair : given.split(",")) {
            fields.put(pair.split("=")[0], pair.split("=")[1]);
        }

        assertThatThrownBy(() -> RuleTargets.check(new Account("", "Prometheus", fields, Map.of())))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.field())
                        .isEqualTo(Optional.of(field)));
    }
}
