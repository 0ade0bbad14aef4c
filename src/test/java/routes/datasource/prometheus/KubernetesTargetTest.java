package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.datasource.PlatformFailure;
import routes.fakes.FakeKubernetes;

/** Rules as a PrometheusRule that is applied to Kubernetes. */
@Tag("slow")
class KubernetesTargetTest extends RuleTargetContract {
    private static final String OBJECT = "monitoring/" + GROUP;
    private final FakeKubernetes kubernetes = new FakeKubernetes();

    @AfterEach
    void closeKubernetes() {
        kubernetes.close();
    }

    @Override
    Map<String, String> target() {
        return Map.of(
                "prometheus_rule_target", "kubernetes",
                "prometheus_rule_url", kubernetes.url(),
                "prometheus_rule_namespace", "monitoring",
                "prometheus_rule_labels", "release=kube-prometheus, role=alert-rules");
    }

    @Override
    String token() {
        return FakeKubernetes.TOKEN;
    }

    private JsonNode rulesOfGroup() {
        return kubernetes.object(OBJECT).orElseThrow().at("/spec/groups/0/rules");
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
        return kubernetes.object(OBJECT).isEmpty();
    }

    @Override
    int writes() {
        return (int) kubernetes.calls().stream()
                .filter(call -> call.method().equals("PATCH"))
                .count();
    }

    @Test
    void the_object_is_selected_by_its_labels_and_keeps_the_groups_of_others() {
        create(drafted(60));
        kubernetes.addGroup(OBJECT, Json.mapper().createObjectNode().put("name", "team"));

        JsonNode labels = kubernetes.object(OBJECT).orElseThrow().at("/metadata/labels");
        assertThat(labels.path("release").asText()).isEqualTo("kube-prometheus");
        assertThat(labels.path("role").asText()).isEqualTo("alert-rules");
        assertThat(labels.path("app.kubernetes.io/managed-by").asText()).isEqualTo("ve_aiops");

        subject.deleteAllRules(source());
        assertThat(kubernetes.object(OBJECT).orElseThrow().at("/spec/groups"))
                .singleElement()
                .satisfies(group -> assertThat(group.path("name").asText()).isEqualTo("team"));
    }

    @Test
    void what_the_api_server_says_is_shown() {
        assertThatThrownBy(() -> subject.rules(source("guessed")))
                .isInstanceOf(PlatformFailure.Unauthorized.class)
                .hasMessageContaining("is forbidden");
    }
}
