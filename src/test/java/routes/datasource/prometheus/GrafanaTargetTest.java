package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.fakes.FakeGrafana;

/** Rules that Grafana provisions. */
@Tag("slow")
class GrafanaTargetTest extends RuleTargetContract {
    private final FakeGrafana grafana = new FakeGrafana();

    @AfterEach
    void closeGrafana() {
        grafana.close();
    }

    @Override
    Map<String, String> target() {
        return Map.of(
                "prometheus_rule_target",
                "grafana",
                "prometheus_rule_url",
                grafana.url() + "/",
                "prometheus_rule_namespace",
                FakeGrafana.FOLDER,
                "prometheus_rule_datasource",
                "prom-uid");
    }

    @Override
    String token() {
        return FakeGrafana.TOKEN;
    }

    private JsonNode rulesOfGroup() {
        return grafana.group(GROUP).orElseThrow().path("rules");
    }

    @Override
    void switchOff(String ruleId) {
        for (JsonNode rule : rulesOfGroup()) {
            if (rule.path("labels").path("veaiops_rule").asText().equals(ruleId)) {
                ((ObjectNode) rule).put("isPaused", true);
            }
        }
    }

    @Override
    void takeOver(String ruleId) {
        RuleTexts.change(rulesOfGroup(), ruleId, "managed_by", "alice");
    }

    @Override
    boolean isEmpty() {
        return grafana.group(GROUP).isEmpty();
    }

    @Override
    int writes() {
        return (int) grafana.calls().stream()
                .filter(call -> call.method().equals("PUT"))
                .count();
    }

    @Test
    void any_result_of_the_expression_is_an_alarm_and_people_may_edit_the_rule() {
        create(drafted(60));

        JsonNode rule = rulesOfGroup().get(0);
        assertThat(rule.at("/data/0/model/expr").asText()).contains("node_load1{instance=\"web1\"}");
        assertThat(rule.at("/data/0/datasourceUid").asText()).isEqualTo("prom-uid");
        assertThat(rule.at("/data/1/model/expression").asText()).contains("is_number($A)");
        assertThat(rule.at("/data/2/model/conditions/0/evaluator/type").asText())
                .isEqualTo("gt");
        assertThat(rule.path("condition").asText()).isEqualTo("C");
        assertThat(rule.path("noDataState").asText()).isEqualTo("OK");
        assertThat(rule.path("provenance").asText()).isEmpty();
    }

    @Test
    void what_a_person_chose_for_a_rule_or_its_group_stays() {
        create(drafted(60));
        grafana.group(GROUP).orElseThrow().put("interval", 30);
        ((ObjectNode) rulesOfGroup().get(0)).put("execErrState", "OK");

        create(drafted(70));

        assertThat(grafana.group(GROUP).orElseThrow().path("interval").asInt()).isEqualTo(30);
        assertThat(rulesOfGroup().get(0).path("execErrState").asText()).isEqualTo("OK");
        assertThat(rulesOfGroup().get(0).at("/data/0/model/expr").asText()).contains("> 70");
    }
}
