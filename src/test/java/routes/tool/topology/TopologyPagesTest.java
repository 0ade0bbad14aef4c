package routes.tool.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.tool.cli.CommandRun;

/** The pages show what {@code veaiops topology} prints: a comment names the command, its answer follows. */
class TopologyPagesTest {
    private static final Pattern SHOWN =
            Pattern.compile("(?s)<!-- veaiops (topology[^>]*?) -->\n```(\\w+)\n.*?```\n<!-- end of the answer -->");

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/topology.md"})
    void a_page_shows_the_answers_of_the_commands_that_it_names(String name) throws IOException {
        Path page = Path.of(name);
        String text = Files.readString(page);
        String wanted = SHOWN.matcher(text)
                .replaceAll(shown -> Matcher.quoteReplacement(answered(shown.group(1), shown.group(2))));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, wanted);
            return;
        }

        assertThat(SHOWN.matcher(text).results()).isNotEmpty();
        assertThat(text).as("-Ddocs.update=true writes the answers").isEqualTo(wanted);
    }

    private static String answered(String command, String language) {
        CommandRun run = CommandRun.by(command.split(" "));
        assertThat(run.code()).as(run.err()).isLessThan(2);
        return "<!-- veaiops %s -->\n```%s\n%s```\n<!-- end of the answer -->"
                .formatted(command, language, run.out().replace(System.lineSeparator(), "\n"));
    }
}
