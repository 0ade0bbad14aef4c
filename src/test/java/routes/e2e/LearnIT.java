package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** A source is written by a command, or learned from what it posts, and works in the running application. */
@Tag("slow")
class LearnIT {
    private static final String LEARN = "/apis/v1/manager/extensions/learn/";
    private static final String BEEP =
            "{\"sensor\":\"smoke\",\"room\":\"cellar\",\"state\":\"alarm\",\"severity\":\"critical\","
                    + "\"title\":\"smoke in the cellar\",\"sent_at\":\"2026-05-01T03:00:0%dZ\",\"api_key\":\"k-778899\"}";

    @TempDir
    private static Path extensions;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("learn");
        hub = site.hub(Map.of(
                "veaiops.extensions.dir",
                extensions.toString(),
                "veaiops.extensions.watch",
                "true",
                "veaiops.extensions.watch-period-millis",
                "300",
                "veaiops.learn.max-body-bytes",
                "2000",
                "veaiops.alarms.token.beeper",
                Hub.ALARM_TOKEN,
                "veaiops.alarms.token.night-watch",
                Hub.ALARM_TOKEN));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void a_new_source_can_be_tried_and_posted_to_as_it_was_written() {
        assertThat(command("new", "alarm-source", "night-watch", "--dir", extensions.toString())
                        .code())
                .isZero();
        Path firing = extensions.resolve("mappings/night-watch/samples/firing.json");

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            CommandRun tried = command(toHub("try", "night-watch", firing.toString()));
            assertThat(tried.code()).as(tried.text()).isZero();
            assertThat(tried.out())
                    .contains("FIRING P0  Disk of web-1 is full", "night-watch:key:web-1:disk", "opened");
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> hub.post("night-watch", Files.readString(firing)).statusCode() == 200);
    }

    @Test
    void what_a_source_posts_becomes_a_mapping_that_takes_its_posts() throws Exception {
        StringWriter heard = new StringWriter();
        CompletableFuture<CommandRun> learned = CommandRun.later(
                heard, toHub("learn", "beeper", "--count", "2", "--minutes", "2", "--dir", extensions.toString()));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> heard.toString()
                .contains("X-Veaiops-Token: "));
        String token = heard.toString().replaceAll("(?s).*X-Veaiops-Token: ([\\w-]+),.*", "$1");

        assertThat(post("beeper", token, BEEP.formatted(1)).statusCode()).isEqualTo(200);
        HttpResponse<String> second = post("beeper", token, BEEP.formatted(2).replace("\"alarm\"", "\"ok\""));
        assertThat(Hub.json(second).at("/data/taken").asInt()).isEqualTo(2);

        CommandRun run = learned.get();
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out()).contains("wrote " + extensions.resolve("mappings/beeper/source.yaml"));
        assertThat(heard.toString()).contains("2 of 2 posts");
        assertThat(command("lint", extensions.toString()).text()).contains("nothing is wrong");
        Path source = extensions.resolve("mappings/beeper/source.yaml");
        assertThat(source).content().contains("fingerprint: [.sensor, .room]", "#   .sent_at  a time", "status_of(");
        assertThat(extensions.resolve("mappings/beeper/samples/learned-1.json"))
                .content()
                .contains("\"api_key\" : \"***\"")
                .doesNotContain("k-778899");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> hub.post("beeper", BEEP.formatted(3)).statusCode() == 200);
        assertThat(post("beeper", token, BEEP.formatted(4)).statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_is_taken_unless_somebody_learns_and_only_with_the_token_and_within_the_bounds() {
        assertThat(post("pager", "guess", "{\"a\":1}").statusCode()).isEqualTo(404);
        HttpResponse<String> begun = hub.call("POST", LEARN + "pager", "{\"count\":1}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String token = Hub.json(begun).at("/data/token").asText();

        assertThat(hub.call("POST", LEARN + "pager", "").statusCode()).isEqualTo(409);
        assertThat(post("pager", "guess", "{\"a\":1}").statusCode()).isEqualTo(401);
        assertThat(post("pager", Hub.ALARM_TOKEN, "{\"a\":1}").statusCode()).isEqualTo(401);
        assertThat(post("pager", token, "{").statusCode()).isEqualTo(400);
        assertThat(post("pager", token, "7").statusCode()).isEqualTo(400);
        assertThat(post("pager", token, "[\"" + "x".repeat(2000) + "\"]").statusCode())
                .isEqualTo(413);
        assertThat(post("pager", token, "{\"a\":1}").statusCode()).isEqualTo(200);
        assertThat(post("pager", token, "{\"a\":2}").statusCode()).isEqualTo(404);

        JsonNode shown = Hub.json(hub.call("GET", LEARN + "pager", "")).path("data");
        assertThat(shown.path("learning").asBoolean()).isFalse();
        assertThat(shown.has("token")).isFalse();
        assertThat(shown.at("/proposal/samples")).hasSize(1);
        assertThat(hub.call("DELETE", LEARN + "pager", "").statusCode()).isEqualTo(200);
        assertThat(hub.call("GET", LEARN + "pager", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_bound_that_makes_no_sense_is_refused_by_name() {
        for (String wrong : new String[] {"{\"count\":0}", "{\"count\":51}", "{\"minutes\":1441}"}) {
            HttpResponse<String> answer = hub.call("POST", LEARN + "odd", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
        }
        assertThat(hub.call("POST", LEARN + "Odd_Name", "").statusCode()).isEqualTo(422);
    }

    private static HttpResponse<String> post(String source, String token, String body) {
        return hub.post(
                "/alarms/learn/" + source,
                Map.of("Authorization", "Bearer " + token),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static CommandRun command(String... arguments) {
        return CommandRun.by(arguments);
    }

    private static String[] toHub(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--url", hub.url(), "--token", Hub.ADMIN_TOKEN))
                .toArray(String[]::new);
    }
}
