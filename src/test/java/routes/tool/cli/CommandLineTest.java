package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds of every command: it answers programs, its exit code fits CI, and it fails in words. */
@Tag("slow")
class CommandLineTest {
    @TempDir
    private Path folder;

    static Stream<CommandLine> commands() {
        return leaves(Veaiops.commands(Clock.systemUTC()))
                .filter(command -> !command.getCommandName().equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_answers_programs_and_says_what_it_does(CommandLine command) {
        CommandLine.Model.CommandSpec spec = command.getCommandSpec();

        assertThat(spec.findOption("--json")).as(spec.qualifiedName()).isNotNull();
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        assertThat(spec.options()).allSatisfy(option -> assertThat(option.description())
                .as(spec.qualifiedName() + " " + option.longestName())
                .isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "nosuch, 2",
        "lint --nosuch, 2",
        "try, 2",
        "replay nonsense, 2",
        "diff, 2",
        "learn, 2",
        "new, 2",
        "new nonsense x, 2",
        "lint no-such-folder, 2",
        "topology --flow no-such-flow, 2",
        "topology --from no-such-route, 2",
        "topology --extensions no-such-folder, 2",
        "topology --mermaid --json, 2",
        "topology nonsense, 2",
        "new alarm-source Wrong_Name, 2",
        "extensions --url nonsense --token t, 2",
        "extensions --url http://127.0.0.1:1 --token t, 3",
        "learn a --url http://127.0.0.1:1 --token t, 3",
        "diff no-such-file.yaml --url http://127.0.0.1:1 --token t, 2",
        "tail --brokers :::, 3",
        "tail --kafka-config no-such-file, 2",
        "tail --kafka-config, 2",
        "replay notices, 2",
        "--hlep, 2",
        "--json tail, 2",
        "-x, 2",
        "-V, 0",
        "--version, 0",
        "lint --version, 0",
        "lint -V, 0",
        "help, 0",
        "new --help, 0",
        "help diff, 0",
        "help veaiops.http.port, 0",
        "help spool, 0",
        "help nosuch, 2",
        "completion bash, 0",
        "completion zsh --json, 0",
        "completion fish, 2",
        "silence, 2",
        "silence add level=P2, 2",
        "ack, 2",
        "trace, 2",
        "dev no-such-mapping --offline, 2",
        "status --url http://127.0.0.1:1 --token t, 3",
        "events --url http://127.0.0.1:1 --token t, 3"
    })
    void a_command_that_cannot_do_its_work_says_why_without_a_trace(String words, int code) {
        CommandRun run = CommandRun.by(words.split(" "));

        assertThat(run.code()).as(run.text()).isEqualTo(code);
        assertThat(run.text()).isNotBlank().doesNotContain("\tat ", "Exception:");
    }

    @ParameterizedTest
    @CsvSource({
        "lint no-such-folder --json, there is no folder",
        "topology --from alarms-merg --json, those of the flow alarms are",
        "new channel slack --json, the application has slack",
        "try a b.json --json --url http://127.0.0.1:1 --token t, cannot read b.json"
    })
    void a_program_hears_of_a_failure_as_json(String words, String why) {
        CommandRun run = CommandRun.by(words.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.json().path("error").asText()).contains(why);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SASL_SLL, org.apache.kafka.common.security.plain.PlainLoginModule required password=\"my-secret\";, SASL_SLL",
        "SASL_PLAINTEXT, org.apache.kafka.common.security.plain.PlainLoginModule required password=my secret;, JAAS config",
        "SASL_PLAINTEXT, my-secret, JAAS config"
    })
    void a_kafka_config_that_is_no_good_is_explained_without_its_secrets(String protocol, String jaas, String why)
            throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file, "security.protocol=%s%nsasl.mechanism=PLAIN%nsasl.jaas.config=%s%n".formatted(protocol, jaas));

        CommandRun run = CommandRun.by("tail", "--brokers", "127.0.0.1:1", "--kafka-config", file.toString());

        assertThat(run.code()).as(run.text()).isEqualTo(3);
        assertThat(run.err()).contains("Kafka cannot be read: ", why).doesNotContain("secret");
    }

    @Test
    void lint_ends_with_1_when_something_is_wrong_and_names_it_for_programs() throws IOException {
        Path mapping =
                Files.createDirectories(folder.resolve("mappings/beeper")).resolve("source.yaml");
        Files.writeString(mapping, "source: beeper\nalarm: '{'\n");

        CommandRun wrong = CommandRun.by("lint", folder.toString(), "--json");
        Files.delete(mapping);
        CommandRun fine = CommandRun.by("lint", folder.toString(), "--json");

        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.json().path(0).path("file").asText()).endsWith("source.yaml");
        assertThat(wrong.json().path(0).path("line").asInt()).isEqualTo(2);
        assertThat(fine.code()).isZero();
        assertThat(fine.json()).isEmpty();
    }

    /** {@code mvn -q compile exec:java -Dexec.args="lint ."}: the plugin is pinned and runs the application's main class. */
    @Test
    void the_build_can_run_a_command() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        String plugin = build.substring(build.indexOf("<artifactId>exec-maven-plugin</artifactId>"));

        assertThat(plugin.substring(0, plugin.indexOf("</plugin>")))
                .containsPattern("<version>\\d+\\.\\d+\\.\\d+</version>")
                .contains("<mainClass>${main.class}</mainClass>", "<classpathScope>compile</classpathScope>");
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().distinct().flatMap(CommandLineTest::leaves);
    }
}
