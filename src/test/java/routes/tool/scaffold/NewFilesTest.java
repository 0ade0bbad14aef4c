package routes.tool.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.VeaiopsException;
import routes.tool.cli.CommandRun;
import routes.tool.scaffold.Scaffold.Kind;

/** What the command writes works before anybody edits it. */
@Tag("slow")
class NewFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"alarm-source", "channel"})
    void lint_finds_nothing_wrong_with_new_files(String what) {
        CommandRun written = CommandRun.by("new", what, "night-watch", "--dir", folder.toString());

        assertThat(written.code()).as(written.text()).isZero();
        assertThat(written.text()).contains("wrote " + folder, "next:", "veaiops lint " + folder);
        CommandRun lint = CommandRun.by("lint", folder.toString());
        assertThat(lint.code()).as(lint.text()).isZero();
    }

    @Test
    void a_new_source_says_what_is_expected_of_each_of_its_samples() throws IOException {
        CommandRun.by("new", "alarm-source", "night-watch", "--dir", folder.toString());

        Path samples = folder.resolve("mappings/night-watch/samples");
        assertThat(samples)
                .isDirectoryContaining("glob:**firing.json")
                .isDirectoryContaining("glob:**firing.expected.json");
        Path expected = samples.resolve("firing.expected.json");
        Files.writeString(expected, Files.readString(expected).replace("P0", "P1"));
        assertThat(CommandRun.by("lint", folder.toString())).satisfies(lint -> {
            assertThat(lint.code()).isEqualTo(1);
            assertThat(lint.text()).contains("samples/firing.json", "level");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel --native", "datasource"})
    void new_java_compiles_without_a_warning_with_the_artefacts_alone(String what) throws Exception {
        CommandRun written = CommandRun.by(Stream.concat(
                        Stream.concat(Stream.of("new"), Stream.of(what.split(" "))),
                        Stream.of("night-watch", "--dir", folder.toString()))
                .toArray(String[]::new));
        assertThat(written.code()).as(written.text()).isZero();

        assertThat(new GeneratedProject(folder).compiled()).isNotEmptyDirectory();
    }

    @Test
    void new_java_brings_a_project_with_the_versions_of_this_one_where_there_is_none() throws IOException {
        CommandRun.by("new", "datasource", "night-watch", "--dir", folder.toString());

        String pom = Files.readString(folder.resolve("pom.xml"));
        String ours = Files.readString(Path.of("pom.xml"));
        Pattern versions = Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([0-9][^<]*)</version>");
        assertThat(versions.matcher(pom).results().filter(found -> !found.group(1)
                        .equals("veaiops-extensions")))
                .hasSizeGreaterThan(4)
                .allSatisfy(found -> assertThat(versions.matcher(ours).results().map(MatchResult::group))
                        .anyMatch(other -> other.contains("<artifactId>" + found.group(1) + "<")
                                && other.endsWith("<version>" + found.group(2) + "</version>")));

        Files.writeString(folder.resolve("pom.xml"), "mine");
        CommandRun second = CommandRun.by("new", "datasource", "day-watch", "--dir", folder.toString());
        assertThat(second.code()).as(second.text()).isZero();
        assertThat(folder.resolve("pom.xml")).hasContent("mine");
    }

    @Test
    void what_exists_is_never_overwritten_and_nothing_is_written_beside_it() throws IOException {
        Path mine = folder.resolve("channels/night-watch/templates/fallback.zh.mustache");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "mine");

        CommandRun run = CommandRun.by("new", "channel", "night-watch", "--dir", folder.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).contains(mine + " exists: nothing was written");
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("channels/night-watch/channel.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Night", "night_watch", "-night", "night-", "../up", "1st", "nacht wächter"})
    void a_name_that_cannot_be_one_is_refused(String name) {
        assertThatThrownBy(() -> Scaffold.of(Kind.ALARM_SOURCE, name))
                .isInstanceOf(VeaiopsException.class)
                .hasMessageContaining("is not a name");
    }

    @ParameterizedTest
    @CsvSource({
        "ALARM_SOURCE, grafana",
        "ALARM_SOURCE, zabbix",
        "CHANNEL, discord",
        "CHANNEL, slack",
        "NATIVE_CHANNEL, lark",
        "NATIVE_CHANNEL, ntfy",
        "DATA_SOURCE, prometheus"
    })
    void a_name_that_the_application_has_is_refused(Kind kind, String name) {
        assertThatThrownBy(() -> Scaffold.of(kind, name)).hasMessageContaining("the application has " + name);
    }

    @Test
    void a_word_of_java_cannot_name_a_package() {
        assertThatThrownBy(() -> Scaffold.of(Kind.DATA_SOURCE, "switch")).hasMessageContaining("a word of Java");
    }

    @Test
    void programs_hear_what_was_written_as_json() throws IOException {
        CommandRun run = CommandRun.by("new", "alarm-source", "night-watch", "--json", "--dir", folder.toString());

        assertThat(run.json().path("files")).hasSize(5);
        assertThat(run.json().path("next")).isNotEmpty();
        assertThat(CommandRun.by("new").code()).isEqualTo(2);
    }

    @Test
    void no_blank_is_left_in_any_file() throws IOException {
        for (List<String> what : List.of(
                List.of("alarm-source"), List.of("channel"), List.of("channel", "--native"), List.of("datasource"))) {
            Path own = folder.resolve(String.join("", what));
            CommandRun.by(Stream.concat(
                            Stream.concat(Stream.of("new"), what.stream()),
                            Stream.of("night-watch", "--dir", own.toString()))
                    .toArray(String[]::new));
            try (Stream<Path> files = Files.walk(own)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(file + Files.readString(file, StandardCharsets.UTF_8))
                            .doesNotContain("@name@", "@Name@", "@package@", "@version@");
                }
            }
        }
    }
}
