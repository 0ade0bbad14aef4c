package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routes.datasource.DesiredRule;

/** What people see of a rule. */
class RuleTextTest {
    @Test
    void a_token_in_a_url_is_not_in_the_diff() {
        ObjectNode content = content(60).put("webhook", "https://hub.example/alarms/x?token=s3cret&a=b");
        PlannedRule rule = new PlannedRule(
                RuleAction.CREATE, RuleReason.NEW, new DesiredRule("k", "k", content, Set.of("s")), null);

        assertThat(RuleText.diff(rule))
                .contains("https://hub.example/alarms/x?***")
                .doesNotContain("s3cret");
    }

    private static ObjectNode content(int threshold) {
        return JsonNodeFactory.instance.objectNode().put("threshold", threshold).put("when", ">");
    }
}
