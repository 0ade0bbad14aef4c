package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted, renamed or switched off ends while the hub runs, whatever kind of file it is. */
@Tag("slow")
class DeletedFilesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path extensions;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("deleted");
        hub = site.hub(Map.of(
                "veaiops.extensions.dir", extensions.toString(),
                "veaiops.extensions.watch-period-millis", "300",
                "veaiops.alarms.token.gauge", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.meter", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.meter2", Hub.ALARM_TOKEN));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void a_source_is_switched_off_and_on_by_its_file_or_by_a_setting() throws IOException {
        Path properties = extensions.resolve("switch.properties");
        ExtensionFiles.mapping(extensions, "gauge", "enabled: false");
        within(() ->
                assertThat(row("alarm-source", "gauge").path("state").asText()).isEqualTo("off"));
        assertThat(ExtensionFiles.post(hub, "/alarms/gauge")).isEqualTo(404);

        ExtensionFiles.mapping(extensions, "gauge", "");
        within(() -> assertThat(ExtensionFiles.post(hub, "/alarms/gauge")).isEqualTo(200));
        ExtensionFiles.save(
                properties, "veaiops.alarms.gauge.enabled = false\nveaiops.alarms.aliyun.enabled = false\n");
        within(() -> assertThat(ExtensionFiles.post(hub, "/alarms/gauge")).isEqualTo(404));
        within(() -> assertThat(ExtensionFiles.post(hub, "/alarms/aliyun")).isEqualTo(404));
        assertThat(row("alarm-source", "gauge").path("state").asText()).isEqualTo("off");
        assertThat(row("settings", "switch.properties").path("state").asText()).isEqualTo("working");
        Files.delete(properties);

        within(() -> assertThat(ExtensionFiles.post(hub, "/alarms/gauge")).isEqualTo(200));
        within(() -> assertThat(ExtensionFiles.post(hub, "/alarms/aliyun")).isNotEqualTo(404));
        assertThat(row("settings", "switch.properties").isMissingNode()).isTrue();
    }

    @Test
    void a_source_that_is_renamed_takes_its_path_along_and_a_deleted_one_is_closed() throws IOException {
        ExtensionFiles.mapping(extensions, "meter", "paths: /meter/path");
        within(() -> assertThat(ExtensionFiles.post(hub, "/meter/path")).isEqualTo(200));
        Files.move(extensions.resolve("mappings/meter"), extensions.resolve("mappings/meter2"));
        ExtensionFiles.mapping(extensions, "meter2", "paths: /meter/path");

        within(() ->
                assertThat(row("alarm-source", "meter2").path("state").asText()).isEqualTo("working"));
        within(() -> assertThat(row("alarm-source", "meter").isMissingNode()).isTrue());
        assertThat(ExtensionFiles.post(hub, "/meter/path")).isEqualTo(200);
        assertThat(ExtensionFiles.post(hub, "/alarms/meter")).isEqualTo(404);
        ExtensionFiles.delete(extensions.resolve("mappings/meter2"));

        within(() -> assertThat(row("alarm-source", "meter2").isMissingNode()).isTrue());
        assertThat(ExtensionFiles.post(hub, "/meter/path")).isEqualTo(404);
    }

    @Test
    void a_route_file_that_is_deleted_or_renamed_with_its_id_is_gone() throws IOException {
        Path file = extensions.resolve("routes/tide-tell.camel.yaml");
        ExtensionFiles.save(file, ExtensionFiles.route("tide-tell-answer", "/tide"));
        within(() -> assertThat(hub.callWithoutToken("/tide").statusCode()).isEqualTo(200));
        Files.delete(file);
        Path renamed = extensions.resolve("routes/ebb-tell.camel.yaml");
        ExtensionFiles.save(renamed, ExtensionFiles.route("ebb-tell-answer", "/tide"));

        within(() -> assertThat(
                        row("routes", "ebb-tell.camel.yaml").path("state").asText())
                .isEqualTo("working"));
        within(() -> assertThat(row("routes", "tide-tell.camel.yaml").isMissingNode())
                .isTrue());
        assertThat(hub.callWithoutToken("/tide").statusCode()).isEqualTo(200);
        Files.delete(renamed);

        within(() -> assertThat(hub.callWithoutToken("/tide").statusCode()).isEqualTo(404));
        assertThat(row("routes", "ebb-tell.camel.yaml").isMissingNode()).isTrue();
    }

    @Test
    void rules_templates_and_channels_that_are_deleted_are_gone() throws IOException {
        String place = extensions.resolve("templates").toString();
        saveRulesTemplatesAndChannel();
        within(() -> {
            assertThat(row("receipts", "pager").path("state").asText()).isEqualTo("working");
            assertThat(row("channel", "Beacon").path("state").asText()).isEqualTo("working");
            assertThat(row("templates", place).toString())
                    .contains("previous_version_works", "resolved.en.mustache:1: there is no value");
        });

        ExtensionFiles.delete(extensions.resolve("receipts"));
        ExtensionFiles.delete(extensions.resolve("channels"));
        ExtensionFiles.delete(extensions.resolve("templates"));

        within(() -> {
            assertThat(row("receipts", "pager").isMissingNode()).isTrue();
            assertThat(row("channel", "Beacon").isMissingNode()).isTrue();
            assertThat(row("templates", place).isMissingNode()).isTrue();
        });
        assertThat(hub.log()).doesNotContain("Exception");
    }

    private static void saveRulesTemplatesAndChannel() throws IOException {
        Path rules = extensions.resolve("receipts/pager.yaml");
        ExtensionFiles.save(
                rules,
                Files.readString(Path.of("src/main/resources/receipts/ntfy.yaml"))
                        .replace("receipts: ntfy", "receipts: pager"));
        Path channel = extensions.resolve("channels/beacon/channel.yaml");
        ExtensionFiles.save(channel.resolveSibling("templates/fallback.mustache"), "{ \"text\": \"{{title}}\" }");
        ExtensionFiles.save(channel, ExtensionFiles.CHANNEL.formatted("http://127.0.0.1:1"));
        Path templates = extensions.resolve("templates/slack/opened.en.mustache");
        ExtensionFiles.save(templates, "{ \"text\": \"{{title}}\" }");
        ExtensionFiles.save(templates.resolveSibling("resolved.en.mustache"), "{ \"titel\": \"{{titel}}\" }");
    }

    private static void within(ThrowingRunnable check) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(check);
    }

    private static JsonNode row(String kind, String name) {
        return ExtensionFiles.row(hub, kind, name);
    }
}
