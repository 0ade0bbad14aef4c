package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** A name or a path has one owner: a running hub, lint and the next start decide alike, and what is deleted is gone. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClaimsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path extensions;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        site = Site.start("claims");
        ExtensionFiles.mapping(extensions, "first", "paths: /shared/path");
        hub = site.hub(settings());
    }

    private static Map<String, String> settings() {
        return Map.of(
                "veaiops.extensions.dir", extensions.toString(),
                "veaiops.extensions.watch-period-millis", "300",
                "veaiops.alarms.token.first", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.gauge", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.gauge2", Hub.ALARM_TOKEN,
                "veaiops.alarms.token.td", Hub.ALARM_TOKEN);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    @Order(1)
    void paths_and_names_of_others_are_refused_with_file_line_and_owner() throws IOException {
        ExtensionFiles.mapping(
                extensions, "td", "paths: [/shared/path, /alarms/aliyun, /apis/v1/manager/event-center/subscribe]");
        ExtensionFiles.mapping(extensions, "zabbix", "");
        ExtensionFiles.mapping(extensions, "grafana", "");
        Path id = extensions.resolve("routes/tide-tell.camel.yaml");
        ExtensionFiles.save(id, ExtensionFiles.route("alarms-zabbix-receive", "/tide"));
        Path path = extensions.resolve("routes/tide-show.camel.yaml");
        ExtensionFiles.save(
                path,
                ExtensionFiles.route("tide-show-answer", "/shared/path").replace("Restrict: GET", "Restrict: POST"));
        Path channel = extensions.resolve("channels/slack/channel.yaml");
        ExtensionFiles.save(
                channel, ExtensionFiles.CHANNEL.formatted("http://127.0.0.1:1").replace("Beacon", "Slack"));
        ExtensionFiles.save(channel.resolveSibling("templates/fallback.mustache"), "{ \"text\": \"{{title}}\" }");

        within(ClaimsIT::assertRefused);
        assertReasons();
        assertThat(row("alarm-source", "first").path("state").asText()).isEqualTo("working");
        assertEverybodyElseWorks();
    }

    private static void assertReasons() {
        assertThat(row("alarm-source", "td").toString())
                .contains("mappings/td/source.yaml:2: path POST /shared/path is taken by the source first (")
                .contains("mappings/td/source.yaml:2: path POST /alarms/aliyun is taken by the coded source aliyun")
                .contains(
                        "mappings/td/source.yaml:2: path POST /apis/v1/manager/event-center/subscribe is taken by the API operation");
        assertThat(row("alarm-source", "zabbix").toString())
                .contains("mappings/zabbix/source.yaml:1: source zabbix is taken by the coded source zabbix");
        assertThat(row("alarm-source", "grafana").toString())
                .contains(
                        "mappings/grafana/source.yaml:1: source grafana is taken by the source grafana of the application");
        assertThat(row("routes", "tide-tell.camel.yaml").toString())
                .contains(
                        "routes/tide-tell.camel.yaml:5: route id alarms-zabbix-receive is taken by the coded source zabbix");
        assertThat(row("routes", "tide-show.camel.yaml").toString())
                .contains("routes/tide-show.camel.yaml:11: path POST /shared/path is taken by the source first (");
        assertThat(row("channel", "slack").toString())
                .contains("channels/slack/channel.yaml:1: channel Slack is taken by the coded channel slack");
    }

    private static void assertRefused() {
        assertThat(row("alarm-source", "td").path("state").asText()).isEqualTo("refused");
        assertThat(row("alarm-source", "zabbix").path("state").asText()).isEqualTo("refused");
        assertThat(row("alarm-source", "grafana").path("state").asText()).isEqualTo("previous_version_works");
        assertThat(row("routes", "tide-tell.camel.yaml").path("state").asText()).isEqualTo("refused");
        assertThat(row("routes", "tide-show.camel.yaml").path("state").asText()).isEqualTo("refused");
        assertThat(row("channel", "slack").path("state").asText()).isEqualTo("refused");
    }

    private static void assertEverybodyElseWorks() {
        assertThat(hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "claims", "c1")))
                .hasSize(1);
        assertThat(ExtensionFiles.post(hub, "/shared/path")).isEqualTo(200);
        assertThat(ExtensionFiles.post(hub, "/alarms/td")).isEqualTo(404);
        assertThat(hub.callWithoutToken("/tide").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void lint_says_the_same() {
        CommandRun lint = CommandRun.by("lint", extensions.toString());

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out())
                .contains("td/source.yaml:2: path POST /alarms/aliyun is taken by the coded source aliyun")
                .contains("td/source.yaml:2: path POST /shared/path is taken by the source first (")
                .contains("zabbix/source.yaml:1: source zabbix is taken by the coded source zabbix")
                .contains("grafana/source.yaml:1: source grafana is taken by the source grafana of the application")
                .contains("tide-tell.camel.yaml:5: route id alarms-zabbix-receive is taken by the coded source zabbix")
                .contains("tide-show.camel.yaml:11: path POST /shared/path is taken by the source first (")
                .contains("slack/channel.yaml:1: channel Slack is taken by the coded channel slack");
    }

    @Test
    @Order(3)
    void the_next_start_decides_alike_and_is_stopped_by_none_of_them() {
        site.killHubs();
        hub = site.hub(settings());

        within(ClaimsIT::assertRefused);
        assertEverybodyElseWorks();
    }

    @Test
    @Order(4)
    void refused_files_that_are_deleted_disappear_from_the_list() throws IOException {
        for (String gone : List.of("mappings/td", "mappings/zabbix", "mappings/grafana", "channels/slack", "routes")) {
            ExtensionFiles.delete(extensions.resolve(gone));
        }

        within(() -> {
            assertThat(row("alarm-source", "td").isMissingNode()).isTrue();
            assertThat(row("alarm-source", "zabbix").isMissingNode()).isTrue();
            assertThat(row("alarm-source", "grafana").path("origin").asText()).isEqualTo("APPLICATION");
            assertThat(row("alarm-source", "grafana").path("problems")).isEmpty();
            assertThat(row("channel", "slack").isMissingNode()).isTrue();
            assertThat(row("routes", "tide-tell.camel.yaml").isMissingNode()).isTrue();
        });
        CommandRun lint = CommandRun.by("lint", extensions.toString());
        assertThat(lint.code()).as(lint.out()).isZero();
    }

    @Test
    @Order(5)
    void a_coded_source_is_replaced_on_purpose_and_is_there_again_when_the_file_is_gone() throws IOException {
        ExtensionFiles.mapping(extensions, "zabbix", "replaces: zabbix");
        within(() ->
                assertThat(row("alarm-source", "zabbix").path("state").asText()).isEqualTo("working"));

        assertThat(row("alarm-source", "zabbix").path("replaces").toString()).contains("alarms-zabbix.camel.yaml");
        assertThat(ExtensionFiles.post(hub, "/alarms/zabbix")).isEqualTo(200);
        site.killHubs();
        hub = site.hub(settings());
        assertThat(row("alarm-source", "zabbix").path("state").asText()).isEqualTo("working");
        assertThat(ExtensionFiles.post(hub, "/alarms/zabbix")).isEqualTo(200);

        ExtensionFiles.delete(extensions.resolve("mappings/zabbix"));

        within(() -> assertThat(row("alarm-source", "zabbix").isMissingNode()).isTrue());
        assertThat(ExtensionFiles.post(hub, "/alarms/zabbix")).isEqualTo(422);
        assertThat(hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "claims", "c2")))
                .hasSize(1);
    }

    @Test
    @Order(5)
    void a_shipped_channel_is_replaced_on_purpose_and_is_there_again_when_the_file_is_gone() throws IOException {
        Path channel = extensions.resolve("channels/mine/channel.yaml");
        String text = ExtensionFiles.CHANNEL.formatted("http://127.0.0.1:1").replace("Beacon", "Discord");
        ExtensionFiles.save(channel.resolveSibling("templates/fallback.mustache"), "{ \"text\": \"{{title}}\" }");
        ExtensionFiles.save(channel, text);
        within(() -> assertThat(row("channel", "mine").toString())
                .contains(":1: channel Discord is taken by the channel discord of the application"));

        ExtensionFiles.save(channel, text + "replaces: Discord\n");
        within(() -> assertThat(row("channel", "Discord").toString())
                .contains("working", channel.toString(), "channels/discord/channel.yaml"));
        ExtensionFiles.delete(extensions.resolve("channels"));

        within(() ->
                assertThat(row("channel", "Discord").path("origin").asText()).isEqualTo("APPLICATION"));
    }

    private static void within(ThrowingRunnable check) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(check);
    }

    private static JsonNode row(String kind, String name) {
        return ExtensionFiles.row(hub, kind, name);
    }
}
