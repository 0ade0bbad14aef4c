package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that the code has never heard of, and those that come as mapping files. */
@Tag("slow")
class MappedSourceIT {
    private static final String MAPPING =
            """
            source: beeper
            alarm: |
              {
                fingerprint: [.room, .sensor],
                status: (if .loud then "firing" else "resolved" end),
                level: (.noise | level_of({"shrill": "P0"}; "P2")),
                title: "\\(.sensor) in \\(.room)",
                project: .room
              }
            """;
    private static final String LOUD = "{\"room\":\"cellar\",\"sensor\":\"smoke\",\"loud\":true,\"noise\":\"Shrill\"}";
    private static final String QUIET = "{\"room\":\"cellar\",\"sensor\":\"smoke\",\"loud\":false}";

    /** What a mapping does follows the text of an attacker here. */
    private static final String SPENDER =
            """
            source: spender
            alarm: |
              (if .do == "loop" then last(range(1e12))
               elif .do == "list" then [range(1e12)] | length
               elif .do == "text" then "x" * 2e9
               elif .do == "regex" then .t | test("^(a+)+$")
               else 0 end) as $spent
              | {fingerprint: [.do], status: "firing", level: "P2", title: "spent \\($spent)"}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path extensions;

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() throws IOException {
        Path beeper = Files.createDirectories(extensions.resolve("mappings/beeper"));
        Files.writeString(beeper.resolve("source.yaml"), MAPPING);
        Files.createDirectories(beeper.resolve("samples"));
        Files.writeString(beeper.resolve("samples/loud.json"), LOUD);
        Path spender = Files.createDirectories(extensions.resolve("mappings/spender/samples"));
        Files.writeString(spender.resolveSibling("source.yaml"), SPENDER);
        Files.writeString(
                extensions.resolve("spender.properties"), "veaiops.alarms.token.spender = " + Hub.ALARM_TOKEN + "\n");
        Files.writeString(spender.resolve("nothing.json"), "{\"do\":\"nothing\"}");
        Path broken = Files.createDirectories(extensions.resolve("mappings/broken"));
        Files.writeString(broken.resolve("source.yaml"), "source: broken\nalarm: '{'\n");
        target = RecordingTarget.start();
        site = Site.start("mapped");
        hub = site.hub(Map.of(
                "veaiops.extensions.dir",
                extensions.toString(),
                "veaiops.extensions.watch",
                "true",
                "veaiops.extensions.watch-period-millis",
                "300",
                "veaiops.alarms.token.beeper",
                Hub.ALARM_TOKEN,
                "veaiops.alarms.token.newcomer",
                Hub.ALARM_TOKEN,
                "veaiops.alarms.token.alertmanager",
                Hub.ALARM_TOKEN));
    }

    @AfterAll
    static void stop() {
        site.close();
        target.close();
    }

    @Test
    void one_file_and_one_sample_that_are_saved_while_the_hub_runs_are_a_source_with_event_notice_and_recovery()
            throws IOException {
        Path source = Files.createDirectories(extensions.resolve("mappings/sounder/samples"));
        Files.writeString(
                extensions.resolve("sounder.properties"), "veaiops.alarms.token.sounder = " + Hub.ALARM_TOKEN + "\n");
        Files.writeString(source.resolve("loud.json"), LOUD);
        Files.writeString(source.resolveSibling("source.yaml"), MAPPING.replace("beeper", "sounder"));
        subscribe("cellar", "/sounder");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.post("sounder", "{}").statusCode() == 422);

        String id = hub.accepted("sounder", LOUD).get(0);
        JsonNode event = hub.awaitStatus(id, 3);
        assertThat(event.path("event_level").asText()).isEqualTo("P0");
        assertThat(event.path("title").asText()).isEqualTo("smoke in cellar");
        hub.accepted("sounder", QUIET);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(target.at("/sounder"))
                .hasSize(2));
        assertThat(hub.event(id).path("state").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void a_grouped_post_of_alertmanager_becomes_an_event_for_each_alert_and_each_ends_by_itself() throws IOException {
        subscribe("shop", "/alertmanager");
        String group = Files.readString(Path.of("src/main/resources/mappings/alertmanager/samples/mixed-group.json"));
        String firing = group.replace("\"resolved\"", "\"firing\"");

        List<String> ids = hub.accepted("alertmanager", firing);
        assertThat(ids).hasSize(2);
        ids.forEach(id -> awaitState(id, "FIRING"));
        hub.accepted("alertmanager", group);
        awaitState(ids.get(1), "RESOLVED");
        assertThat(hub.event(ids.get(0)).path("state").asText()).isEqualTo("FIRING");
        hub.accepted("alertmanager", firing.replace("\"status\": \"firing\"", "\"status\": \"resolved\""));

        awaitState(ids.get(0), "RESOLVED");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(target.at("/alertmanager"))
                .hasSize(4));
    }

    @Test
    void a_body_that_the_mapping_cannot_use_is_refused_by_field_and_kept() {
        HttpResponse<String> answer = hub.post("beeper", "{\"room\":\"attic\",\"loud\":true}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Hub.json(answer).path("field").asText()).isEqualTo("alarm[0].fingerprint[1]");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Hub.json(hub.call("GET", "/apis/v1/manager/event-center/rejected?source=beeper", ""))
                                .path("total")
                                .asInt()
                        == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "list", "text"})
    void a_program_over_its_budget_is_an_error_of_that_post_and_of_that_trial(String spending) {
        HttpResponse<String> post = hub.post("spender", "{\"do\":\"" + spending + "\"}");
        HttpResponse<String> trial =
                hub.call("POST", "/apis/v1/manager/extensions/try/spender", "{\"body\":{\"do\":\"" + spending + "\"}}");

        assertThat(post.statusCode()).as(post.body()).isEqualTo(422);
        assertThat(post.body()).containsPattern("takes longer than 200 ms|larger than 4000000");
        assertThat(trial.statusCode()).as(trial.body()).isEqualTo(422);
        assertThat(trial.body()).containsPattern("takes longer than 200 ms|larger than 4000000");
        Awaitility.await().atMost(PATIENCE).until(() -> hub.call(
                        "GET", "/apis/v1/manager/event-center/rejected?source=spender", "")
                .body()
                .contains("the mapping cannot read this body: the program "));
    }

    @Test
    void a_regular_expression_of_a_mapping_takes_linear_time() {
        String text = "a".repeat(5_000) + "!";

        hub.accepted("spender", "{\"do\":\"regex\",\"t\":\"" + text + "\"}");
    }

    @Test
    void a_file_with_a_mistake_has_no_door_and_does_not_stop_the_start() {
        assertThat(hub.post("broken", "{}").statusCode()).isEqualTo(404);
        assertThat(hub.log()).contains("broken/source.yaml:2: not a jq program");
    }

    @Test
    void a_body_that_is_no_json_is_refused() {
        assertThat(hub.post("/alarms/alertmanager", "application/json", "[".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_source_that_is_saved_while_the_hub_runs_works_and_a_broken_version_of_it_changes_nothing()
            throws IOException {
        Path newcomer = Files.createDirectories(extensions.resolve("mappings/newcomer/samples"));
        Files.writeString(newcomer.resolve("loud.json"), LOUD);
        Path file = newcomer.resolveSibling("source.yaml");

        Files.writeString(file, MAPPING.replace("beeper", "newcomer"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> hub.post("newcomer", LOUD).statusCode() == 200);
        Files.writeString(file, MAPPING.replace("beeper", "newcomer").replace("title:", "titel:"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        hub.call("GET", "/apis/v1/manager/extensions", "").body())
                .contains("previous_version_works", "an alarm has no field \\\"titel\\\""));
        assertThat(hub.post("newcomer", LOUD).statusCode()).isEqualTo(200);
    }

    @Test
    void a_trial_shows_what_a_post_would_do_and_does_nothing() {
        long before = site.alarms();

        HttpResponse<String> answer = hub.call(
                "POST", "/apis/v1/manager/extensions/try/beeper", "{\"body\":" + LOUD.replace("cellar", "roof") + "}");

        JsonNode trial = Hub.json(answer).path("data").path(0);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(trial.path("alarm").path("fingerprint").asText()).isEqualTo("beeper:key:roof:smoke");
        assertThat(trial.path("transition").asText()).isEqualTo("opened");
        assertThat(trial.has("event")).isFalse();
        assertThat(trial.path("subscriptions").isArray()).isTrue();
        assertThat(hub.call("POST", "/apis/v1/manager/extensions/try/nosuch", "{\"body\":{}}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(site.alarms()).isEqualTo(before);
    }

    private static void subscribe(String project, String path) {
        HttpResponse<String> subscribed = hub.call(
                "POST",
                "/apis/v1/manager/event-center/subscribe/",
                Payloads.text(Payloads.subscription(project, target.url(path), List.of())));
        assertThat(subscribed.statusCode()).isEqualTo(201);
    }

    private static void awaitState(String id, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.event(id).path("state").asText().equals(state));
    }
}
