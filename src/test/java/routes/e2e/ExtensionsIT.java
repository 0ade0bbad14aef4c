package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved works at once, in a folder of extensions and in the project; what is wrong changes nothing. */
@Tag("slow")
class ExtensionsIT {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path extensions;

    @TempDir
    private static Path project;

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() throws IOException {
        target = RecordingTarget.start();
        ExtensionFiles.copy(Path.of("src/main/resources"), project);
        PluginJar.lantern(extensions.resolve("plugins/lantern.jar"));
        PluginJar.tide(extensions.resolve("plugins/tide.jar"));
        Files.writeString(extensions.resolve("plugins/broken.jar"), "no jar");
        site = Site.start("extensions");
        site.bot("Beacon", "beacon-robot", Map.of("token", "t0ken"));
        site.bot("Lantern", "lantern-bot", Map.of("secret", "lantern-token-1"));
        hub = site.hub(Map.of(
                "veaiops.extensions.dir", extensions.toString(),
                "veaiops.extensions.project", project.toString(),
                "veaiops.extensions.watch-period-millis", "500",
                "veaiops.channel.lantern.base-url", target.url("")));
    }

    @AfterAll
    static void stop() {
        site.close();
        target.close();
    }

    @Test
    void a_channel_that_is_saved_while_the_hub_runs_sends_and_a_broken_version_of_it_does_not_stop_it()
            throws IOException {
        Path file = extensions.resolve("channels/beacon/channel.yaml");
        ExtensionFiles.save(file.resolveSibling("templates/fallback.mustache"), "{ \"text\": \"{{kind}} {{title}}\" }");
        ExtensionFiles.save(file, ExtensionFiles.CHANNEL.formatted(target.url("")));
        within(() -> assertThat(row("channel", "Beacon").path("state").asText()).isEqualTo("working"));
        hub.subscribe("lighthouse", "Beacon", "beacon-robot", "beacon-robot");

        assertProblemAndRecoveryAreSent("/rooms/beacon-robot");

        ExtensionFiles.save(
                file, ExtensionFiles.CHANNEL.formatted(target.url("")).replace("{token}", "{tokem}"));
        within(() -> assertThat(row("channel", "Beacon").toString())
                .contains("previous_version_works", file + ":5: {tokem} is no credential of this file"));
        ExtensionFiles.save(file.resolveSibling("templates/fallback.mustache"), "{ \"text\": \"changed {{title}}\" }");
        ExtensionFiles.save(
                file, ExtensionFiles.CHANNEL.formatted(target.url("")).replace("/rooms/", "/halls/"));
        within(() -> assertThat(row("channel", "Beacon").path("state").asText()).isEqualTo("working"));
        hub.awaitStatus(
                hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "lighthouse", "l2"))
                        .get(0),
                3);
        assertThat(target.at("/halls/beacon-robot")).singleElement().satisfies(post -> assertThat(post.body())
                .contains("changed"));
    }

    private static void assertProblemAndRecoveryAreSent(String path) {
        hub.awaitStatus(
                hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "lighthouse", "l1"))
                        .get(0),
                3);
        assertThat(target.at(path)).singleElement().satisfies(post -> {
            assertThat(post.body()).contains("opened", "high cpu");
            assertThat(post.headers()).containsEntry("authorization", "Bearer t0ken");
        });

        hub.accepted("zabbix", Payloads.zabbix("OK", "lighthouse", "l1"));
        within(() -> assertThat(target.at(path)).last().satisfies(post -> assertThat(post.body())
                .contains("resolved", "high cpu")));
    }

    @Test
    void a_plugin_brings_a_channel_with_its_route_and_its_templates() {
        assertThat(row("plugin", "lantern").path("version").asText()).isEqualTo("1.4.2");
        assertThat(row("channel", "Lantern").path("origin").asText()).isEqualTo("JAR");
        assertThat(row("routes", "channel-lantern.camel.yaml").path("state").asText())
                .isEqualTo("working");
        assertThat(row("plugin", "broken").path("state").asText()).isEqualTo("refused");
        hub.subscribe("attic", "Lantern", "lantern-bot", "lantern-bot");

        hub.awaitStatus(
                hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "attic", "a1"))
                        .get(0),
                3);

        assertThat(target.at("/rooms/lantern-bot/messages")).singleElement().satisfies(post -> assertThat(post.body())
                .contains("high cpu"));
    }

    @Test
    void a_plugin_brings_a_data_source_that_can_be_connected_and_read() throws Exception {
        assertThat(row("data-source", "Tide").path("origin").asText()).isEqualTo("JAR");
        assertThat(row("data-source", "Tide").path("version").asText()).isEqualTo("1.4.2");
        assertThat(row("routes", "datasource-tide.camel.yaml").path("state").asText())
                .isEqualTo("working");
        assertThat(hub.call("GET", "/apis/v1/datasource/types", "").body()).contains("Tide");
        try (TidePlatform tide = new TidePlatform()) {
            assertThat(connect("/dial", tide, "wrong").body()).contains("http_401");
            assertThat(connect("/dial", tide, TidePlatform.TOKEN).statusCode()).isEqualTo(200);
            assertThat(connect("", tide, TidePlatform.TOKEN).statusCode()).isEqualTo(200);
            HttpResponse<String> made = hub.call(
                    "POST",
                    "/apis/v1/datasource/tide",
                    Payloads.text(Map.of("name", "harbour", "connect_name", "tide", "metric_name", "level")));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);

            HttpResponse<String> read = hub.call(
                    "POST",
                    "/apis/v1/datasource/fetch?start_time=1700000000&end_time=1700000600&datasource_id="
                            + Hub.json(made).at("/data/_id").asText(),
                    "");

            assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
            assertThat(read.body()).contains("harbour-gauge");
            assertThat(hub.log()).doesNotContain(TidePlatform.TOKEN);
        }
    }

    private static HttpResponse<String> connect(String path, TidePlatform tide, String token) {
        return hub.call(
                "POST",
                "/apis/v1/datasource/connect" + path,
                Payloads.text(Map.of("name", "tide", "type", "Tide", "tide_url", tide.url(), "tide_token", token)));
    }

    @Test
    void a_route_that_is_saved_answers_and_a_broken_version_of_it_changes_nothing() throws IOException {
        Path file = extensions.resolve("routes/weather-ask.camel.yaml");
        ExtensionFiles.save(file, ExtensionFiles.ROUTE);
        within(() -> assertThat(hub.callWithoutToken("/weather").body()).isEqualTo("fine at home"));

        assertThat(Stream.of("cloudy", "windy", "rainy")
                        .map(weather ->
                                seconds(file, ExtensionFiles.ROUTE.replace("fine", weather), weather + " at home"))
                        .min(Comparator.naturalOrder()))
                .hasValueSatisfying(fastest -> assertThat(fastest).isLessThan(SOON));
        ExtensionFiles.save(file, ExtensionFiles.ROUTE.replace("setBody:", "setBodi:"));
        within(() -> assertThat(row("routes", "weather-ask.camel.yaml").toString())
                .contains("previous_version_works", file + ":"));
        assertThat(hub.callWithoutToken("/weather").body()).isEqualTo("rainy at home");
        assertThat(hub.log()).contains("routes weather-ask.camel.yaml refused: " + file);
    }

    @Test
    void an_alarm_endpoint_in_the_short_form_of_the_first_release_takes_alarms() throws IOException {
        Path file = extensions.resolve("routes/alarms-cellar.camel.yaml");
        ExtensionFiles.save(file, ExtensionFiles.SHORT_ENDPOINT);
        within(() -> assertThat(
                        row("routes", "alarms-cellar.camel.yaml").path("state").asText())
                .isEqualTo("working"));

        String alarm = hub.accepted("cellar", Payloads.zabbix("PROBLEM", "cellar", "c1"))
                .get(0);

        within(() -> assertThat(hub.event(alarm).has("status")).isTrue());
        assertThat(hub.post("cellar", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void the_route_of_all_operations_is_exchanged_and_fixed_words_still_win_over_parameters() throws IOException {
        Path file = project.resolve("routes/api-operations.camel.yaml");
        String text = Files.readString(file);

        ExtensionFiles.save(file, text.replace("ref: operationBeans", "ref: noBeans"));
        within(() -> assertThat(row("routes", "api-operations.camel.yaml").toString())
                .contains("previous_version_works"));
        ExtensionFiles.save(file, text.replace("Serves every", "Again serves every"));

        within(() -> assertThat(row("routes", "api-operations.camel.yaml").toString())
                .doesNotContain("previous_version_works"));
        assertThat(hub.callWithoutToken("/healthz").statusCode()).isEqualTo(200);
        assertThat(hub.call("GET", "/apis/v1/manager/event-center/rejected?source=zabbix", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_setting_that_a_route_names_works_at_once_and_any_other_is_told_to_need_a_restart() throws IOException {
        Path file = project.resolve("routes/clock-tell.camel.yaml");
        ExtensionFiles.save(
                file, ExtensionFiles.ROUTE.replace("weather", "clock").replace(":home}}", "}}"));
        Path properties = project.resolve("application.properties");
        String text = Files.readString(properties);
        ExtensionFiles.save(properties, text + "\nveaiops.clock.place = sea\n");
        within(() -> assertThat(hub.callWithoutToken("/clock").body()).isEqualTo("fine at sea"));

        ExtensionFiles.save(
                properties,
                text.replace("veaiops.notices.workers = 64", "veaiops.notices.workers = 32")
                        + "\nveaiops.clock.place = hill\n");

        within(() -> assertThat(hub.callWithoutToken("/clock").body()).isEqualTo("fine at hill"));
        assertThat(row("settings", "project/application.properties").toString())
                .contains("needs_restart", "veaiops.notices.workers needs a restart")
                .doesNotContain("clock.place needs");
        Path own = extensions.resolve("extra.properties");
        ExtensionFiles.save(own, "veaiops.limits.Beacon = often\n");
        within(() -> assertThat(row("settings", "extra.properties").toString())
                .contains("refused", "veaiops.limits.Beacon: a rate looks like"));
        ExtensionFiles.save(own, "veaiops.limits.Beacon = 50/1s\nveaiops.notices.retry.Beacon.delays = 1s,2s\n");
        within(() -> assertThat(
                        row("settings", "extra.properties").path("state").asText())
                .isEqualTo("working"));
        ExtensionFiles.save(own, "veaiops.notices.wokers = 12\n");
        within(() -> assertThat(row("settings", "extra.properties").toString())
                .contains("previous_version_works", "is veaiops.notices.workers meant?"));
    }

    @Test
    void a_template_of_the_project_writes_the_next_message_and_a_broken_one_none() throws IOException {
        Path file = project.resolve("templates/slack/card.mustache");
        String text = Files.readString(file);

        ExtensionFiles.save(file, text.replaceFirst("\\{", "{ \"titel\": \"{{titel}}\","));

        within(() -> assertThat(row("templates", "templates").toString())
                .contains("previous_version_works", file + ":1: there is no value"));
        ExtensionFiles.save(file, text);
        within(() ->
                assertThat(row("templates", "templates").path("state").asText()).isEqualTo("working"));
    }

    @Test
    void rules_for_answers_are_taken_and_wrong_ones_are_refused() throws IOException {
        Path file = extensions.resolve("receipts/pager.yaml");
        ExtensionFiles.save(
                file,
                Files.readString(Path.of("src/main/resources/receipts/ntfy.yaml"))
                        .replace("receipts: ntfy", "receipts: pager"));
        within(() -> assertThat(row("receipts", "pager").path("state").asText()).isEqualTo("working"));

        ExtensionFiles.save(file, "receipts: pager\nrulez: []\n");

        within(() -> assertThat(row("receipts", "pager").toString()).contains("previous_version_works", file + ":2"));
    }

    @Test
    void everything_that_is_loaded_is_listed_with_its_kind_origin_and_version() {
        assertThat(row("channel", "Slack").path("origin").asText()).isEqualTo("APPLICATION");
        assertThat(row("channel", "Discord").path("version").asText()).hasSize(8);
        assertThat(row("data-source", "Zabbix").path("state").asText()).isEqualTo("working");
        assertThat(row("templates", "templates").path("origin").asText()).isEqualTo("APPLICATION");
        assertThat(row("receipts", "slack").path("version").asText()).hasSize(8);
        assertThat(row("alarm-source", "grafana").path("samples").asInt()).isPositive();
        assertThat(row("routes", "notices-deliver.camel.yaml").path("version").asText())
                .hasSize(8);
    }

    /** How long it takes from the save to the new answer. */
    private static Duration seconds(Path file, String text, String answer) {
        long saved = System.nanoTime();
        try {
            ExtensionFiles.save(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        within(() -> assertThat(hub.callWithoutToken("/weather").body()).isEqualTo(answer));
        return Duration.ofNanos(System.nanoTime() - saved);
    }

    private static void within(ThrowingRunnable check) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(check);
    }

    private static JsonNode row(String kind, String name) {
        return ExtensionFiles.row(hub, kind, name);
    }
}
