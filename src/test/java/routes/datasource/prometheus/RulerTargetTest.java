package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.PlatformFailure;
import routes.fakes.FakeRuler;

/** Rules at the ruler API of Mimir and Cortex. */
@Tag("slow")
class RulerTargetTest extends RuleTargetContract {
    private final FakeRuler ruler = new FakeRuler();

    @AfterEach
    void closeRuler() {
        ruler.close();
    }

    @Override
    Map<String, String> target() {
        return Map.of(
                "prometheus_rule_target",
                "ruler",
                "prometheus_rule_url",
                ruler.url() + "/prometheus/config/v1/rules/",
                "prometheus_tenant",
                FakeRuler.TENANT);
    }

    @Override
    String token() {
        return FakeRuler.TOKEN;
    }

    private JsonNode rulesOfGroup() {
        return ruler.group("veaiops/" + GROUP).orElseThrow().path("rules");
    }

    @Override
    void switchOff(String ruleId) {
        RuleTexts.off(rulesOfGroup(), ruleId);
    }

    @Override
    void takeOver(String ruleId) {
        RuleTexts.change(rulesOfGroup(), ruleId, "managed_by", "alice");
    }

    @Override
    boolean isEmpty() {
        return ruler.group("veaiops/" + GROUP).isEmpty();
    }

    @Override
    int writes() {
        return (int) ruler.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .count();
    }

    @Test
    void what_a_person_added_to_the_group_stays_and_other_groups_are_not_touched() {
        ruler.put("veaiops/" + GROUP, "name: " + GROUP + "\ninterval: 15s\nrules:\n- record: a:b\n  expr: up\n");
        ruler.put("veaiops/team", "name: team\nrules: []\n");

        create(drafted(60));

        JsonNode group = ruler.group("veaiops/" + GROUP).orElseThrow();
        assertThat(group.path("interval").asText()).isEqualTo("15s");
        assertThat(group.path("rules")).hasSize(5);
        assertThat(group.path("rules").get(0).path("record").asText()).isEqualTo("a:b");
        assertThat(ruler.group("veaiops/team")).isPresent();
    }

    @Test
    void a_stranger_is_unauthorized_and_the_token_of_prometheus_is_not_sent_to_another_host() {
        assertThatThrownBy(() -> subject.rules(source("guessed")))
                .isInstanceOf(PlatformFailure.Unauthorized.class)
                .hasMessageContaining("no org id")
                .hasMessageNotContaining("guessed");
        assertThatThrownBy(() -> subject.rules(source(""))).isInstanceOf(PlatformFailure.Unauthorized.class);
        assertThat(ruler.calls()).last().satisfies(call -> assertThat(call.header("authorization"))
                .isEmpty());
    }
}
