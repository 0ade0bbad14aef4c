package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

class RuleLinesTest {
    @Test
    void a_deletion_that_needs_a_confirmation_says_so_and_the_plan_says_how() {
        ObjectNode asked = Json.mapper().createObjectNode().put("needs_confirmation", true);
        ObjectNode plain = Json.mapper().createObjectNode().put("needs_confirmation", false);

        assertThat(RuleLines.note(asked)).isEqualTo(", needs a confirmation");
        assertThat(RuleLines.remedy(asked))
                .hasValueSatisfying(text -> assertThat(text).contains("--confirm-deletions"));
        assertThat(RuleLines.note(plain)).isEmpty();
        assertThat(RuleLines.remedy(plain)).isEmpty();
        assertThat(RuleLines.note(plain.put("drift", true))).isEqualTo(", changed on the platform");
    }
}
