package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;

/** Rules in the files of vmalert. */
@Tag("slow")
class VmalertTargetTest extends RuleTargetContract {
    private static final String RULES = "/groups/0/rules";

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
        RuleTexts.edit(file(), RULES, rules -> RuleTexts.off(rules, ruleId));
    }

    @Override
    void takeOver(String ruleId) {
        RuleTexts.edit(file(), RULES, rules -> RuleTexts.change(rules, ruleId, "managed_by", "alice"));
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
