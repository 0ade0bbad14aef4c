package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} by the files of a folder: no hub, no Kafka, no MongoDB. */
@Tag("slow")
class OfflineTryTest {
    private static final String MAPPING =
            """
            source: beeper
            paths: ["/vendors/beeper/{site}"]
            request: [path, header X-Room, query sensor]
            alarm: |
              {fingerprint: [.headers["X-Room"], .query.sensor], status: (if .body.loud then "firing" else "resolved" end),
               level: "P1", title: "\\(.query.sensor) in \\(.headers["X-Room"])",
               labels: {site: (.parameters.site // "none")}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void one_source() throws IOException {
        Files.createDirectories(folder.resolve("mappings/beeper"));
        Files.writeString(folder.resolve("mappings/beeper/source.yaml"), MAPPING);
    }

    @Test
    void a_whole_request_is_tried_as_it_is_posted() throws IOException {
        Path sample = file(
                "loud.http",
                "POST /vendors/beeper/hall?sensor=smoke%20x HTTP/1.1\r\nX-Room: cellar\r\n"
                        + "Content-Type: application/json\r\n\r\n{\"loud\":true}");

        JsonNode trial = tried(sample).get(0);

        assertThat(trial.at("/alarm/title").asText()).isEqualTo("smoke x in cellar");
        assertThat(trial.at("/alarm/labels/site").asText()).isEqualTo("hall");
        assertThat(trial.at("/alarm/fingerprint").asText()).isNotBlank();
        assertThat(trial.path("transition").asText()).isEqualTo("opened");
    }

    @Test
    void headers_and_query_of_the_command_join_a_body() throws IOException {
        Path sample = file("loud.json", "{\"loud\":true}");

        JsonNode trial =
                tried(sample, "-H", "X-Room: attic", "--query", "sensor=gas").get(0);

        assertThat(trial.at("/alarm/title").asText()).isEqualTo("gas in attic");
    }

    @Test
    void every_channel_shows_what_it_would_post_and_none_shows_a_secret() throws IOException {
        JsonNode notices = tried(file("loud.json", "{\"loud\":true}"), "-H", "X-Room: a", "--query", "sensor=b")
                .get(0)
                .path("notices");

        List<String> channels = new ArrayList<>();
        notices.forEach(notice -> {
            channels.add(notice.path("channel").asText());
            assertThat(notice.path("problem").isMissingNode())
                    .as(notice.toString())
                    .isTrue();
            assertThat(notice.at("/calls/0/body").asText())
                    .as(notice.toString())
                    .isNotBlank();
        });
        assertThat(channels)
                .contains("Webhook event.v1", "Webhook legacy", "Webhook text", "Lark app", "Lark group bot")
                .contains("DingTalk group robot", "DingTalk app with cards", "WeCom app", "WeCom app with cards")
                .contains("Slack app", "Slack webhook", "Teams", "Discord", "Telegram", "Ntfy", "Mattermost");
        assertThat(notices.toString()).doesNotContain("0a1b2c3d4e5f");
    }

    @Test
    void a_recovery_of_nothing_notifies_nobody_and_a_post_that_is_ignored_says_so() throws IOException {
        JsonNode trial = tried(file("quiet.json", "{\"loud\":false}"), "-H", "X-Room: a", "--query", "sensor=b")
                .get(0);
        Files.writeString(
                folder.resolve("mappings/beeper/source.yaml"), "source: beeper\nalarm: |\n  {ignore: \"a test\"}\n");
        CommandRun ignored = run(file("loud.json", "{}"));

        assertThat(trial.at("/alarm/status").asText()).isEqualTo("RESOLVED");
        assertThat(ignored.code()).as(ignored.text()).isZero();
        assertThat(ignored.out()).contains("nothing: the source ignores this post");
    }

    @Test
    void what_cannot_be_tried_says_why() throws IOException {
        CommandRun unknown = CommandRun.by(
                "try", "nosuch", file("a.json", "{}").toString(), "--offline", "--extensions", folder.toString());
        CommandRun broken = run(file("broken.http", "no request\n\n{}"));
        CommandRun refused = run(file("refused.json", "nonsense"));

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no mapping nosuch");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("broken.http must begin with a line such as POST");
        assertThat(refused.code()).isEqualTo(2);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private JsonNode tried(Path sample, String... more) {
        List<String> words = new ArrayList<>(List.of("--json"));
        words.addAll(List.of(more));
        CommandRun run = run(sample, words.toArray(String[]::new));
        assertThat(run.code()).as(run.text()).isZero();
        return run.json();
    }

    private CommandRun run(Path sample, String... more) {
        List<String> words = new ArrayList<>(
                List.of("try", "beeper", sample.toString(), "--offline", "--extensions", folder.toString()));
        words.addAll(List.of(more));
        return CommandRun.by(words.toArray(String[]::new));
    }
}
