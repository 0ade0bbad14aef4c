package routes.datasource.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;

/** What others wrote into the file stays byte for byte. */
class RuleFileTextTest {
    private static final String OURS = "veaiops-1";
    private static final String TEAM =
            """
            # rules of the team
            groups:
              # runs seldom
              - name: team-x
                interval: 5m   # dear query
                rules:
                  - record: job:up:sum
                    expr: |
                      sum by (job) (up)
                      # the whole fleet
                  - alert: 'Down'
                    expr: "up == 0"

              # the last one
              - name: team-y
                limit: 3
                rules: []
            """;

    @Test
    void our_group_is_added_behind_those_of_others() {
        String with = new RuleFileText(TEAM, OURS).with(ours("> 5")).orElseThrow();

        assertThat(with).startsWith(TEAM);
        assertThat(with.substring(TEAM.length()))
                .isEqualTo(
                        """
                          - name: veaiops-1
                            rules:
                            - alert: cpu
                              expr: cpu > 5
                        """);
        assertThat(new RuleFileText(with, OURS).ours()).contains(ours("> 5"));
    }

    @Test
    void our_group_is_changed_and_removed_in_its_place() {
        String first = new RuleFileText(TEAM, OURS).with(ours("> 5")).orElseThrow();
        String behind = first + "\n  # a late group\n  - name: team-z\n    rules: []\n";

        String second = new RuleFileText(behind, OURS).with(ours("> 6")).orElseThrow();
        String without = new RuleFileText(second, OURS).with(null).orElseThrow();

        assertThat(second).isEqualTo(behind.replace("cpu > 5", "cpu > 6"));
        assertThat(without).isEqualTo(TEAM + "\n  # a late group\n  - name: team-z\n    rules: []\n");
    }

    @Test
    void a_file_with_our_group_alone_goes_with_it() {
        String alone = RuleFileText.fresh("# ours\n", ours("> 5"));

        assertThat(new RuleFileText(alone, OURS).with(null)).isEmpty();
        assertThat(new RuleFileText(alone, OURS).with(ours("> 6"))).contains(alone.replace("> 5", "> 6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups: [{name: team-x, rules: []}]\n", "other: 1\n", "# nothing\n"})
    void a_file_that_cannot_be_changed_safely_is_refused(String text) {
        assertThatThrownBy(() -> new RuleFileText(text, OURS).with(ours("> 5")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode ours(String beyond) {
        ObjectNode group = Json.mapper().createObjectNode().put("name", OURS);
        group.putArray("rules").addObject().put("alert", "cpu").put("expr", "cpu " + beyond);
        return group;
    }
}
