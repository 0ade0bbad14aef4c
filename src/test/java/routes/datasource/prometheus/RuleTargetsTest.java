package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.fakes.FakeGrafana;
import routes.fakes.FakeKubernetes;
import routes.fakes.FakeRuler;

/** Targets of rules beyond the files of Prometheus itself. */
@Tag("slow")
class RuleTargetsTest {
    private static void change(JsonNode rules, String ruleId, String field, String value) {
        for (JsonNode rule : rules) {
            if (rule.path("labels").path("veaiops_rule").asText().equals(ruleId)) {
                ObjectNode place = field.equals("managed_by") ? (ObjectNode) rule.path("labels") : (ObjectNode) rule;
                place.put(field, value);
            }
        }
    }

    private static void off(JsonNode rules, String ruleId) {
        for (JsonNode rule : rules) {
            if (rule.path("labels").path("veaiops_rule").asText().equals(ruleId)) {
                ((ObjectNode) rule).put("expr", rule.path("expr").asText() + " unless on() vector(1)");
            }
        }
    }

    @Nested
    class Ruler extends RuleTargetContract {
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
            off(rulesOfGroup(), ruleId);
        }

        @Override
        void takeOver(String ruleId) {
            change(rulesOfGroup(), ruleId, "managed_by", "alice");
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

    @Nested
    class Kubernetes extends RuleTargetContract {
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
            off(rulesOfGroup(), ruleId);
        }

        @Override
        void takeOver(String ruleId) {
            change(rulesOfGroup(), ruleId, "managed_by", "alice");
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

    @Nested
    class Grafana extends RuleTargetContract {
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
            change(rulesOfGroup(), ruleId, "managed_by", "alice");
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

            assertThat(grafana.group(GROUP).orElseThrow().path("interval").asInt())
                    .isEqualTo(30);
            assertThat(rulesOfGroup().get(0).path("execErrState").asText()).isEqualTo("OK");
            assertThat(rulesOfGroup().get(0).at("/data/0/model/expr").asText()).contains("> 70");
        }
    }

    @Nested
    class Manifest extends RuleTargetContract {
        private Path file() {
            return rules.resolve(GROUP + ".yaml");
        }

        @Override
        Map<String, String> target() {
            return Map.of("prometheus_rule_target", "manifest", "prometheus_rule_labels", "release=prometheus");
        }

        @Override
        String token() {
            return "";
        }

        @Override
        void switchOff(String ruleId) {
            JsonNode manifest = read(file());
            off(manifest.at("/spec/groups/0/rules"), ruleId);
            write(file(), manifest);
        }

        @Override
        void takeOver(String ruleId) {
            JsonNode manifest = read(file());
            change(manifest.at("/spec/groups/0/rules"), ruleId, "managed_by", "alice");
            write(file(), manifest);
        }

        @Override
        boolean isEmpty() {
            return !Files.exists(file());
        }

        @Override
        int writes() {
            return isEmpty() ? 0 : 1;
        }

        @Override
        boolean refuses() {
            return false;
        }

        @Test
        void the_manifest_does_not_change_with_the_order_in_which_rules_were_made() throws IOException {
            create(drafted(60));
            String once = Files.readString(file());
            subject.deleteAllRules(source());
            for (int index = 3; index >= 0; index--) {
                create(drafted(60).subList(index, index + 1));
            }

            assertThat(file()).hasContent(once);
            assertThat(once)
                    .contains("kind: PrometheusRule")
                    .contains("apiVersion: monitoring.coreos.com/v1")
                    .contains("release: prometheus")
                    .doesNotContain("namespace:");
        }
    }

    @Nested
    class Vmalert extends RuleTargetContract {
        @BeforeEach
        void readsAfterItsAnswer() {
            prometheus.readLater(1);
        }

        private Path file() {
            return rules.resolve(GROUP + ".yaml");
        }

        @Override
        Map<String, String> target() {
            return Map.of("prometheus_rule_target", "vmalert", "prometheus_rule_url", prometheus.url());
        }

        @Override
        String token() {
            return "";
        }

        @Override
        void switchOff(String ruleId) {
            JsonNode content = read(file());
            off(content.at("/groups/0/rules"), ruleId);
            write(file(), content);
        }

        @Override
        void takeOver(String ruleId) {
            JsonNode content = read(file());
            change(content.at("/groups/0/rules"), ruleId, "managed_by", "alice");
            write(file(), content);
        }

        @Override
        boolean isEmpty() {
            return !Files.exists(file());
        }

        @Override
        int writes() {
            return prometheus.calls("/-/reload").size();
        }

        /** It says that a reload is under way; a bad rule leaves all of the last ones in force. */
        @Override
        @Test
        void one_rule_that_the_target_refuses_harms_no_other() {
            prometheus.readLater(100);

            assertThat(subject.applyAll(
                            source(),
                            drafted(60).stream()
                                    .<RuleOperation>map(RuleOperation.Create::new)
                                    .toList()))
                    .allSatisfy(outcome -> assertThat(outcome.failure())
                            .isInstanceOf(PlatformFailure.BadRequest.class)
                            .hasMessageContaining("its log says why"));
        }
    }

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

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, JsonNode content) {
        try {
            Files.writeString(file, new YAMLMapper().writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
