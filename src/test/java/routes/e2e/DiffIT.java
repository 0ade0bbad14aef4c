package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** What a change would do to the alarms that a running hub has kept. */
@Tag("slow")
class DiffIT {
    private static final String MAPPING =
            """
            source: beeper
            alarm: |
              {
                fingerprint: [.room, .sensor],
                status: (if .loud then "firing" else "resolved" end),
                level: (.noise | level_of({"shrill": "P0"}; "P2")),
                title: "\\(.sensor) in \\(.room)"
              }
            """;

    private static final String LIST =
            """
            source: buzzer
            request: [query site]
            each: '.body.rooms[] as $room | $room.sensors[] | . + {room: $room.name}'
            alarm: |
              {
                fingerprint: [$body.query.site, .room, .name],
                status: (if .on then "firing" else "resolved" end),
                level: "P0",
                title: "\\(.name) in \\(.room)",
                raw: .name
              }
            """;

    @TempDir
    private static Path folder;

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() throws IOException {
        Path beeper = Files.createDirectories(folder.resolve("mappings/beeper/samples"));
        Files.writeString(beeper.resolve("loud.json"), post("cellar", "smoke", "shrill"));
        Files.writeString(beeper.resolveSibling("source.yaml"), MAPPING);
        Path buzzer = Files.createDirectories(folder.resolve("mappings/buzzer/samples"));
        Files.writeString(
                buzzer.resolve("on.json"), "{\"query\":{\"site\":\"s\"},\"headers\":{},\"body\":" + list(true) + "}");
        Files.writeString(buzzer.resolveSibling("source.yaml"), LIST);
        target = RecordingTarget.start();
        site = Site.start("diff");
        hub = site.hub(Map.of(
                "veaiops.extensions.dir",
                folder.toString(),
                "veaiops.alarms.token.beeper",
                Hub.ALARM_TOKEN,
                "veaiops.alarms.token.buzzer",
                Hub.ALARM_TOKEN));
        assertThat(hub.call(
                                "POST",
                                "/apis/v1/manager/event-center/subscribe/",
                                Payloads.text(Payloads.subscription("cellar", target.url("/beeper"), List.of())))
                        .statusCode())
                .isEqualTo(201);
        hub.accepted("beeper", post("cellar", "smoke", "shrill"));
        hub.accepted("beeper", post("cellar", "water", "shrill"));
        hub.accepted("beeper", post("attic", "smoke", "soft"));
        hub.accepted("buzzer?site=north", list(true));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(target.at("/beeper"))
                .hasSizeGreaterThanOrEqualTo(5));
    }

    @AfterAll
    static void stop() {
        site.close();
        target.close();
    }

    @Test
    void the_mapping_as_it_is_changes_nothing() throws IOException {
        CommandRun run = diff(file("same.yaml", MAPPING));

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out()).contains("nothing would change").doesNotContain("note:");
    }

    @Test
    void a_mapping_that_calls_a_problem_less_bad_loses_its_worst_notices_and_fails() throws IOException {
        CommandRun run =
                diff(file("milder.yaml", MAPPING.replace("\"shrill\": \"P0\"", "\"shrill\": \"P1\"")), "--json");

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        JsonNode answer = run.json();
        assertThat(answer.path("read").asInt()).isEqualTo(5);
        assertThat(answer.path("whole").asBoolean()).isTrue();
        assertThat(answer.path("lost_p0").asInt()).isEqualTo(2);
        assertThat(answer.at("/report/lost_notices/0/level").asText()).isEqualTo("P0");
        assertThat(answer.at("/report/quieter").asInt()).isEqualTo(2);
    }

    @Test
    void a_fingerprint_that_is_too_coarse_makes_fewer_events_and_names_the_lost_notice_first() throws IOException {
        CommandRun run = diff(file("coarse.yaml", MAPPING.replace("[.room, .sensor]", ".room")));

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.out()).startsWith("1 notices of P0 would be LOST:").contains("water in cellar", "events");
    }

    @Test
    void a_post_with_several_alarms_runs_through_each_and_what_the_request_says_as_it_came() throws IOException {
        CommandRun same = diff(file("same-list.yaml", LIST));
        CommandRun fewer = diff(
                file("fewer.yaml", LIST.replace("| . + {room", "| select(.name != \"water\") | . + {room")), "--json");

        assertThat(same.code()).as(same.text()).isZero();
        assertThat(same.out()).contains("nothing would change").doesNotContain("note:");
        assertThat(fewer.code()).as(fewer.text()).isEqualTo(1);
        assertThat(fewer.json().at("/report/lost_notices/0/fingerprint").asText())
                .isEqualTo("buzzer:key:north:cellar:water");
        assertThat(fewer.json().path("lost_p0").asInt()).isEqualTo(1);
        assertThat(fewer.json().path("notes")).isEmpty();
    }

    @Test
    void two_versions_of_the_folder_are_compared_with_their_mappings_channels_and_routes(@TempDir Path versions)
            throws IOException {
        Path was = version(versions.resolve("was"));
        Path is = version(versions.resolve("is"));
        assertThat(diff(is, "--was", was.toString()).out()).contains("nothing would change");

        edit(is.resolve("channels/pager/channel.yaml"), "url: \"", "url: \"https://other.example/\" #");
        edit(is.resolve("routes/rooms-greet.camel.yaml"), "hello", "good day");
        edit(is.resolve("mappings/beeper/source.yaml"), "{\"shrill\": \"P0\"}", "{\"shrill\": \"P1\"}");
        CommandRun run = diff(is, "--was", was.toString());
        Files.delete(is.resolve("mappings/buzzer/source.yaml"));
        CommandRun gone = diff(is, "--was", was.toString());

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "2 notices of P0 would be LOST:",
                        "~ message of Pager, buzzer opened:",
                        "request.url is \"https://other.example/\", was ",
                        "~ route rooms-greet-answer:",
                        "from.steps[0].setBody.constant is \"good day\", was \"hello\"");
        assertThat(gone.out()).contains("4 notices of P0 would be LOST:", "note: the source buzzer is gone");
    }

    private static Path version(Path version) throws IOException {
        for (String source : List.of("beeper", "buzzer")) {
            Files.createDirectories(version.resolve("mappings/" + source));
            Files.copy(
                    folder.resolve("mappings/" + source + "/source.yaml"),
                    version.resolve("mappings/" + source + "/source.yaml"));
        }
        assertThat(CommandRun.by("new", "channel", "pager", "--dir", version.toString())
                        .code())
                .isZero();
        Files.createDirectories(version.resolve("routes"));
        Files.writeString(
                version.resolve("routes/rooms-greet.camel.yaml"),
                """
                - route:
                    id: rooms-greet-answer
                    from:
                      uri: direct:rooms-greet
                      steps:
                        - setBody:
                            constant: hello
                """);
        return version;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void a_hub_that_is_not_there_is_another_exit_code_than_a_lost_notice() throws IOException {
        CommandRun run = CommandRun.by(
                "diff",
                file("nobody.yaml", MAPPING).toString(),
                "--url",
                "http://127.0.0.1:1",
                "--token",
                "t",
                "--brokers",
                site.kafka());

        assertThat(run.code()).as(run.text()).isEqualTo(3);
    }

    @Test
    void a_subscription_that_wants_less_loses_what_it_leaves_out() throws IOException {
        CommandRun less = diff(file(
                "less.json",
                Payloads.text(Payloads.subscription("cellar", target.url("/beeper"), List.of("P1", "P2")))));
        CommandRun more =
                diff(file("more.json", Payloads.text(Payloads.subscription("attic", target.url("/x"), List.of("P2")))));

        assertThat(less.code()).as(less.text()).isEqualTo(1);
        assertThat(less.out()).contains("4 notices of P0 would be LOST:", "smoke in cellar", "water in cellar");
        assertThat(more.code()).as(more.text()).isZero();
        assertThat(more.out()).contains("+ P2 opened", "to rule of attic, smoke in attic");
    }

    @Test
    void a_merge_setting_is_compared_and_what_cannot_be_read_is_refused() throws IOException {
        assertThat(diff(file("merge.properties", "veaiops.merge.beeper.window-seconds = 60\n"))
                        .out())
                .contains("nothing would change");
        assertThat(diff(file("none.properties", "veaiops.http.port = 1\n")).text())
                .contains("there is no merge setting in it");
        assertThat(diff(file("raw.yaml", MAPPING.replace("title:", "raw: .sensor,\n    title:")))
                        .out())
                .contains("nothing would change");
        assertThat(diff(file("bad.yaml", MAPPING.replace("alarm: |", "alarm: '{'\nx: |")))
                        .text())
                .contains("bad.yaml");
        assertThat(diff(file("same2.yaml", MAPPING), "--since", "lately").text())
                .contains("90m, 12h or 7d");
    }

    @Test
    void the_bound_is_kept_and_said() throws IOException {
        CommandRun run = diff(file("bound.yaml", MAPPING), "--most", "1");

        assertThat(run.text()).contains("the log goes on: only its first 1 alarms were read");
    }

    private static CommandRun diff(Path file, String... more) {
        return CommandRun.by(Stream.concat(
                        Stream.of(
                                "diff",
                                file.toString(),
                                "--url",
                                hub.url(),
                                "--token",
                                Hub.ADMIN_TOKEN,
                                "--brokers",
                                site.kafka()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String list(boolean on) {
        return "{\"rooms\":[{\"name\":\"cellar\",\"sensors\":[{\"name\":\"smoke\",\"on\":%s},{\"name\":\"water\",\"on\":%s}]}]}"
                .formatted(on, on);
    }

    private static String post(String room, String sensor, String noise) {
        return "{\"room\":\"%s\",\"sensor\":\"%s\",\"loud\":true,\"noise\":\"%s\"}".formatted(room, sensor, noise);
    }
}
