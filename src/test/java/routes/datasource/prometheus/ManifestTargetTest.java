package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules as a PrometheusRule in a folder. */
@Tag("slow")
class ManifestTargetTest extends RuleTargetContract {
    private static final String RULES = "/spec/groups/0/rules";

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
