package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.DesiredRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOutcome;
import routes.datasource.Source;

/** Changes that go together: one write, one reload, one look at what is loaded. */
@Tag("slow")
class PrometheusRuleSetTest extends PrometheusFileArranged {
    @Test
    void changes_that_go_together_are_one_write_and_one_reload() {
        List<DesiredRule> wanted = drafted(cpu(), 60);
        int reloads = writes();

        assertThat(subject.applyAll(cpu(), creations(wanted)))
                .hasSize(wanted.size())
                .allMatch(outcome -> outcome.failure() == null);

        assertThat(writes()).isEqualTo(reloads + 1);
        assertThat(prometheus.loadedExpressions()).hasSize(wanted.size());
    }

    @Test
    void a_rule_that_is_written_and_not_loaded_has_failed_and_reads_as_not_loaded() {
        Source source = cpu("unnamed");
        List<DesiredRule> wanted = drafted(source, 60);
        subject.applyAll(cpu(), creations(wanted));

        List<RuleOutcome> outcomes = subject.applyAll(source, creations(wanted));

        Path file = rules.resolve("unnamed").resolve("veaiops-65a000000000000000000001.yaml");
        assertThat(outcomes).hasSize(wanted.size()).allSatisfy(outcome -> assertThat(outcome.failure())
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_loaded"))
                .hasMessage("written, not loaded: rule_files does not name " + file));
        assertThat(subject.rules(source))
                .hasSize(wanted.size())
                .allMatch(rule -> rule.content().path("not_loaded").asBoolean());
        assertThat(subject.rules(cpu())).hasSize(wanted.size()).noneMatch(rule -> rule.content()
                .has("not_loaded"));
    }

    @Test
    void one_rule_that_the_server_refuses_harms_no_other_of_its_set() {
        List<DesiredRule> wanted = new ArrayList<>(drafted(cpu(), 60));
        ObjectNode bad = wanted.get(0).content().deepCopy();
        bad.put("expr", "wrong_on_purpose");
        wanted.add(1, new DesiredRule("bad", "bad", bad, Set.of("bad")));

        List<RuleOutcome> outcomes = subject.applyAll(cpu(), creations(wanted));

        assertThat(outcomes)
                .extracting(outcome -> outcome.failure() == null)
                .containsExactly(true, false, true, true, true);
        assertThat(subject.rules(cpu())).hasSize(wanted.size() - 1);
        assertThat(prometheus.loadedExpressions()).hasSize(wanted.size() - 1);
    }

    @Test
    void a_configuration_that_the_server_refuses_without_us_fails_the_whole_set_at_once() throws Exception {
        Files.writeString(
                rules.resolve("of-others.yaml"), "groups: [{name: x, rules: [{alert: a, expr: wrong_on_purpose}]}]");
        int reloads = writes();

        assertThatThrownBy(() -> subject.applyAll(cpu(), creations(drafted(cpu(), 60))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("reload_refused"));

        assertThat(writes()).isEqualTo(reloads + 2);
        assertThat(file()).doesNotExist();
    }

    private static List<RuleOperation> creations(List<DesiredRule> rules) {
        return rules.stream().<RuleOperation>map(RuleOperation.Create::new).toList();
    }
}
