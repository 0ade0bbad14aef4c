package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
import routes.datasource.RuleOutcome;
import routes.datasource.Source;
import routes.fakes.FakePrometheus;

/** What every target of rules promises. */
abstract class RuleTargetContract extends PrometheusServer {
    static final String ID = "65a000000000000000000001";
    static final String GROUP = "veaiops-" + ID;
    /** Fields of the connect that choose the target. */
    abstract Map<String, String> target();

    abstract String token();

    /** A person switches a rule off. */
    abstract void switchOff(String ruleId);

    /** A person makes a rule their own. */
    abstract void takeOver(String ruleId);

    /** Whether the target has anything of ours. */
    abstract boolean isEmpty();

    /** Writes that it got. */
    abstract int writes();

    @Test
    void rules_are_one_write_and_are_read_back_as_they_were_wanted() {
        List<DesiredRule> wanted = drafted(60);

        List<RuleOutcome> outcomes = create(wanted);

        assertThat(outcomes).hasSize(4).allSatisfy(outcome -> assertThat(outcome.failure())
                .isNull());
        assertThat(writes()).isEqualTo(1);
        assertThat(subject.rules(source())).hasSize(4).allSatisfy(rule -> {
            DesiredRule same = wanted.stream()
                    .filter(one -> one.id().equals(rule.ruleId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(rule.content()).isEqualTo(same.content());
            assertThat(rule.enabled()).isTrue();
        });
    }

    @Test
    void an_update_changes_a_rule_and_leaves_it_switched_off() {
        create(drafted(60));
        DesiredRule after = drafted(70).get(0);
        switchOff(after.id());
        ExistingRule off = found(after.id());

        subject.apply(source(), new RuleOperation.Update(off, after));

        assertThat(off.enabled()).isFalse();
        assertThat(found(after.id()).enabled()).isFalse();
        assertThat(found(after.id()).content()).isEqualTo(after.content());
        assertThat(subject.rules(source())).filteredOn(ExistingRule::enabled).hasSize(3);
    }

    @Test
    void a_rule_that_a_person_took_over_is_left_alone() {
        create(drafted(60));
        DesiredRule mine = drafted(70).get(0);
        takeOver(mine.id());

        assertThat(found(mine.id()).ours()).isFalse();
        assertThatThrownBy(() -> subject.apply(source(), new RuleOperation.Create(mine)))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_ours"));
        subject.deleteAllRules(source());
        assertThat(subject.rules(source()))
                .singleElement()
                .extracting(ExistingRule::ruleId)
                .isEqualTo(mine.id());
    }

    @Test
    void one_rule_that_the_target_refuses_harms_no_other() {
        List<DesiredRule> wanted = new ArrayList<>(drafted(60));
        ObjectNode bad = wanted.get(1).content().deepCopy();
        bad.put("expr", "wrong_on_purpose");
        wanted.set(1, new DesiredRule("bad", "bad", bad, wanted.get(1).series()));

        assertThat(create(wanted))
                .extracting(outcome -> outcome.failure() == null)
                .containsExactly(true, !refuses(), true, true);
        assertThat(subject.rules(source())).hasSize(refuses() ? 3 : 4);
    }

    /** Whether it looks at the rules that it gets. */
    boolean refuses() {
        return true;
    }

    @Test
    void all_rules_go_with_their_data_source_and_deleting_twice_is_no_failure() {
        create(drafted(60));
        List<ExistingRule> there = subject.rules(source());

        subject.deleteAllRules(source());

        assertThat(subject.rules(source())).isEmpty();
        assertThat(isEmpty()).isTrue();
        assertThat(subject.apply(source(), new RuleOperation.Delete(there.get(0))))
                .isNotEmpty();
    }

    List<RuleOutcome> create(List<DesiredRule> wanted) {
        return subject.applyAll(
                source(),
                wanted.stream().<RuleOperation>map(RuleOperation.Create::new).toList());
    }

    ExistingRule found(String ruleId) {
        return subject.rules(source()).stream()
                .filter(rule -> rule.ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow();
    }

    List<DesiredRule> drafted(double upper) {
        RuleBlock block = new RuleBlock(
                6,
                18,
                new RuleBlock.Bound(upper, Duration.ofMinutes(3)),
                new RuleBlock.Bound(5, Duration.ofMinutes(1)));
        List<RuleOrder.Series> series = List.of("web1", "web10").stream()
                .map(host -> new RuleOrder.Series(
                        "node_load1", "node_load1|instance=" + host, Map.of("instance", host), List.of(block)))
                .toList();
        return subject.draftRules(
                        source(),
                        new RuleOrder(
                                series, new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of("shop"))))
                .rules();
    }

    Source source() {
        return source(token());
    }

    Source source(String token) {
        Map<String, String> fields = new HashMap<>(target());
        fields.put("prometheus_url", prometheus.url());
        fields.put("prometheus_user", FakePrometheus.USER);
        Map<String, Secret> secrets = new HashMap<>();
        secrets.put("prometheus_password", Secret.of(FakePrometheus.PASSWORD));
        if (!token.isEmpty()) {
            secrets.put("prometheus_rule_token", Secret.of(token));
        }
        Account account = new Account("65a0000000000000000000c1", "Prometheus", fields, secrets);
        subject.checkConnect(account);
        ObjectNode config = Json.mapper()
                .createObjectNode()
                .put("metric_name", "node_load1")
                .put("expression", "$metric")
                .put("keep_firing_seconds", 300);
        return new Source(ID, "cpu", account, config, Duration.ofSeconds(60), ZoneOffset.UTC);
    }
}
