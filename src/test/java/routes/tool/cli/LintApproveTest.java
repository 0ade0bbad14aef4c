package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mapping makes of its samples, approved as what is expected. */
@Tag("slow")
class LintApproveTest {
    private static final String MAPPING =
            """
            source: beeper
            alarm: |
              {fingerprint: [.room], status: "firing", level: "%s", title: "%s", labels: {room: .room}}
            """;

    @TempDir
    private Path folder;

    private Path samples;

    @BeforeEach
    void one_source() throws IOException {
        samples = Files.createDirectories(folder.resolve("mappings/beeper/samples"));
        Files.writeString(samples.resolve("loud.json"), "{\"room\":\"cellar\"}");
        mapping("P1", "loud");
    }

    @Test
    void the_first_result_is_written_and_lint_finds_nothing_then() throws IOException {
        CommandRun approved = lint("--approve");

        assertThat(approved.code()).as(approved.text()).isZero();
        assertThat(approved.out()).contains("loud.expected.json: new", "nothing is wrong");
        assertThat(expected())
                .contains("\"level\" : \"P1\"", "\"room\" : \"cellar\"")
                .doesNotContain("received_at");
        assertThat(lint().code()).isZero();
    }

    @Test
    void what_changed_is_told_field_by_field_and_only_an_approval_takes_it() throws IOException {
        lint("--approve");
        String before = expected();
        mapping("P0", "louder");

        CommandRun found = lint();
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.out())
                .contains(
                        "alarm[0].level is \"P0\", expected \"P1\"", "alarm[0].title is \"louder\", expected \"loud\"");
        assertThat(expected()).isEqualTo(before);

        CommandRun approved = lint("--approve");
        assertThat(approved.code()).isZero();
        assertThat(approved.out())
                .contains("alarm[0].level is \"P0\", was \"P1\"", "alarm[0].title is \"louder\", was \"loud\"");
        assertThat(lint("--approve").err()).contains("every expected result is as it was");
    }

    @Test
    void a_sample_that_the_mapping_cannot_use_is_not_approved() throws IOException {
        Files.writeString(
                samples.resolveSibling("source.yaml"),
                MAPPING.formatted("P1", "loud").replace("[.room]", "error(\"broken\")"));

        CommandRun run = lint("--approve");

        assertThat(run.code()).isEqualTo(1);
        assertThat(samples.resolve("loud.expected.json")).doesNotExist();
    }

    private void mapping(String level, String title) throws IOException {
        Files.writeString(samples.resolveSibling("source.yaml"), MAPPING.formatted(level, title));
    }

    private String expected() throws IOException {
        return Files.readString(samples.resolve("loud.expected.json"));
    }

    private CommandRun lint(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "lint";
        words[1] = folder.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return CommandRun.by(words);
    }
}
