package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTextRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  title: (.summary // .name),",
                "  title: ($notes.summary // \"alert\"),",
                "  summary: (.text//\"\"),",
                "  host: (.host // $tags.host),",
                "  fingerprint: [.id | tostring],",
                "  fingerprint: \"\\(.a):\\(.b)\",",
                "  fingerprint: [",
            })
    void what_costs_alarms_is_found_with_its_line(String line) {
        List<String> lines = List.of("# a // b", "alarm: |", line, "    .id | tostring", "  ]", "  title: .t");

        assertThat(MappingTextRule.findings("source.yaml", lines))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.line()).isBetween(3, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs: https://example.com/a",
                "  (.labels // {}) as $labels",
                "  (.list // []) | length",
                "  (.count // 0) > 0",
                "  (.date | tonumber? // null)",
                "  .x //= 1",
                "  link: \"http://h/\\(.id)\",",
                "  {fingerprint: .id, status: \"firing\", title: \"\\(.a) is down\"}",
                "  # say(.a // .b)",
            })
    void what_is_no_text_is_left_alone(String line) {
        assertThat(MappingTextRule.findings("source.yaml", List.of("alarm: |", line)))
                .isEmpty();
    }

    @Test
    void the_shipped_mappings_follow_the_rule() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(path -> path.endsWith("source.yaml")).toList()) {
                assertThat(MappingTextRule.findings(file.toString(), Files.readAllLines(file)))
                        .isEmpty();
            }
        }
    }
}
