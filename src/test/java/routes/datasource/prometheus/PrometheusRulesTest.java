package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;

/** The rule file and what the server has loaded of it, whatever happens in between. */
@Tag("slow")
class PrometheusRulesTest extends PrometheusFileArranged {
    @Test
    void groups_of_others_in_the_file_and_a_rule_that_a_person_took_over_stay_as_they_are() throws Exception {
        DesiredRule rule = drafted(cpu(), 60).get(0);
        subject.apply(cpu(), new RuleOperation.Create(rule));
        Path file = file();
        String team =
                "\n# of the team\n- name: team-x\n  interval: 5m\n  rules:\n  - record: a:b\n    expr: up # all\n";
        Files.writeString(file, Files.readString(file) + team);

        subject.apply(
                cpu(),
                new RuleOperation.Update(
                        subject.rules(cpu()).get(0), drafted(cpu(), 70).get(0)));
        assertThat(Files.readString(file)).endsWith(team).contains("> 70");

        Files.writeString(file, Files.readString(file).replace("managed_by: ve_aiops", "managed_by: alice"));
        String taken = Files.readString(file);
        assertThat(subject.rules(cpu()))
                .singleElement()
                .satisfies(one -> assertThat(one.ours()).isFalse())
                .extracting(ExistingRule::ruleId)
                .isEqualTo(rule.id());
        assertThatThrownBy(() -> subject.apply(
                        cpu(), new RuleOperation.Create(drafted(cpu(), 80).get(0))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_ours"));
        assertThat(file).hasContent(taken);
    }

    @Test
    void rules_that_the_server_does_not_take_leave_the_file_as_it_was() throws Exception {
        DesiredRule good = drafted(cpu(), 60).get(0);
        subject.apply(cpu(), new RuleOperation.Create(good));
        Path file = file();
        String before = Files.readString(file);
        ObjectNode bad = good.content().deepCopy();
        bad.put("expr", "wrong_on_purpose");

        assertThatThrownBy(() -> subject.apply(
                        cpu(), new RuleOperation.Create(new DesiredRule("bad", "bad", bad, good.series()))))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("reload_refused"));
        assertThat(file).hasContent(before);
        assertThat(before).contains("groups:").contains("# Written by VeAIOps");
        try (var files = Files.list(rules)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void rules_that_left_the_file_before_a_process_ended_are_shown_and_leave_the_server_with_their_deletion()
            throws Exception {
        subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        Files.delete(file());
        int reloads = writes();

        ExistingRule left = subject.rules(cpu()).get(0);
        assertThat(left.content().path("not_in_file").asBoolean()).isTrue();
        assertThat(writes()).as("looking changes nothing").isEqualTo(reloads);

        subject.apply(cpu(), new RuleOperation.Delete(left));
        assertThat(subject.rules(cpu())).isEmpty();
        assertThat(prometheus.loadedExpressions()).isEmpty();
        assertThat(writes()).isEqualTo(reloads + 1);
    }

    @Test
    void a_switched_off_rule_that_is_only_loaded_is_written_switched_off() throws Exception {
        subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        switchOff();
        subject.apply(
                cpu(),
                new RuleOperation.Update(
                        subject.rules(cpu()).get(0), drafted(cpu(), 60).get(0)));
        Files.delete(file());
        ExistingRule left = subject.rules(cpu()).get(0);

        subject.apply(cpu(), new RuleOperation.Update(left, drafted(cpu(), 70).get(0)));

        assertThat(left.enabled()).isFalse();
        assertThat(subject.rules(cpu()))
                .singleElement()
                .extracting(ExistingRule::enabled)
                .isEqualTo(false);
    }

    /** Guards what the server alarms by: the file was put back, and the server kept what it had read before its late answer. */
    @Test
    void a_server_that_answered_too_late_reads_the_file_again_with_the_next_change() {
        subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        ExistingRule rule = subject.rules(cpu()).get(0);
        prometheus.nextLate(Duration.ofSeconds(5));
        route.hurryNext();
        assertThatThrownBy(() -> subject.apply(
                        cpu(), new RuleOperation.Update(rule, drafted(cpu(), 70).get(0))))
                .isInstanceOf(PlatformFailure.Unavailable.class);
        assertThat(prometheus.loadedExpressions()).singleElement().asString().contains("> 70");
        int reloads = writes();

        ExistingRule late = subject.rules(cpu()).get(0);
        assertThat(late.content().path("not_loaded").asBoolean()).isTrue();
        assertThat(writes()).as("looking changes nothing").isEqualTo(reloads);
        subject.apply(cpu(), new RuleOperation.Update(late, drafted(cpu(), 60).get(0)));

        assertThat(subject.rules(cpu())).containsExactly(rule);
        assertThat(prometheus.loadedExpressions()).singleElement().asString().contains("> 60");
        assertThat(writes()).as("once").isEqualTo(reloads + 1);
    }

    @Test
    void a_file_that_was_written_before_a_process_ended_reads_as_not_loaded_until_the_server_has_read_it() {
        subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        ExistingRule rule = subject.rules(cpu()).get(0);
        DataSource ending = ending();
        DesiredRule wanted = drafted(cpu(), 70).get(0);
        assertThatThrownBy(() -> ending.apply(cpu(), new RuleOperation.Update(rule, wanted)))
                .hasMessage("the process ends");
        assertThat(prometheus.loadedExpressions()).singleElement().asString().contains("> 60");

        ExistingRule left = subject.rules(cpu()).get(0);
        assertThat(left.content().path("not_loaded").asBoolean()).isTrue();
        subject.apply(cpu(), new RuleOperation.Update(left, wanted));

        assertThat(subject.rules(cpu()))
                .singleElement()
                .extracting(ExistingRule::hash)
                .isEqualTo(wanted.hash());
        assertThat(prometheus.loadedExpressions()).singleElement().asString().contains("> 70");
    }

    @Test
    void a_file_that_the_server_refuses_after_a_process_ended_is_written_anew_by_the_next_update() {
        DesiredRule good = drafted(cpu(), 60).get(0);
        ObjectNode bad = good.content().deepCopy();
        bad.put("expr", "wrong_on_purpose");
        RuleOperation create = new RuleOperation.Create(new DesiredRule(good.key(), good.name(), bad, good.series()));
        DataSource ending = ending();
        assertThatThrownBy(() -> ending.apply(cpu(), create)).hasMessage("the process ends");

        ExistingRule refused = subject.rules(cpu()).get(0);
        assertThat(refused.content().path("not_loaded").asBoolean()).isTrue();
        subject.apply(cpu(), new RuleOperation.Update(refused, good));

        assertThat(subject.rules(cpu()))
                .singleElement()
                .extracting(ExistingRule::hash)
                .isEqualTo(good.hash());
        assertThat(prometheus.loadedExpressions()).hasSize(1);
    }

    @Test
    void a_rule_that_was_switched_off_after_it_was_looked_at_stays_off() throws Exception {
        subject.apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        ExistingRule on = subject.rules(cpu()).get(0);
        switchOff();

        subject.apply(cpu(), new RuleOperation.Update(on, drafted(cpu(), 70).get(0)));

        assertThat(on.enabled()).isTrue();
        assertThat(subject.rules(cpu()))
                .singleElement()
                .extracting(ExistingRule::enabled)
                .isEqualTo(false);
    }
}
