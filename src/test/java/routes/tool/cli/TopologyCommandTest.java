package routes.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map of the application, and of what an operator puts beside it. */
class TopologyCommandTest {
    private static final String ROUTE =
            """
            - route:
                id: night-watch
                description: Writes down what was opened at night
                routeConfigurationId: base,background
                from:
                  uri: kafka
                  parameters:
                    topic: "{{veaiops.topic.events}}"
                  steps:
                    - to:
                        id: to-night-desk
                        uri: direct
                        parameters:
                          name: %s
            """;
    private static final String MAPPING =
            """
            source: beeper
            paths: /beeper
            auth:
              - token: usual
            alarm: |
              {fingerprint: .id, status: .state, level: "P1", title: .name}
            """;

    @TempDir
    private Path folder;

    @Test
    void every_route_of_the_application_has_a_caller() {
        CommandRun run = CommandRun.by("topology");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void an_alarm_is_followed_to_the_queue_of_notices() {
        JsonNode map = CommandRun.by("topology", "--from", "alarms-zabbix-receive", "--json")
                .json();

        assertThat(map.path("routes").findValuesAsText("id"))
                .contains("alarms-zabbix-receive", "alarms-merge", "events-dispatch", "notices-deliver")
                .doesNotContain("alarms-aliyun-receive", "notices-retry");
        assertThat(edges(map))
                .contains(
                        "platform-http:/alarms/zabbix STARTS route:alarms-zabbix-receive",
                        "kafka:veaiops.alarms STARTS route:alarms-merge",
                        "route:alarms-merge SENDS kafka:veaiops.events",
                        "route:alarms-merge KEEPS store:veaiops__event",
                        "route:events-dispatch SENDS kafka:veaiops.notices");
    }

    @Test
    void the_text_names_beans_with_their_classes_and_collections() {
        CommandRun run = CommandRun.by("topology", "--flow", "alarms");

        assertThat(run.out())
                .startsWith("ALARMS")
                .containsPattern("process +mergeAlarms +MergeAlarms; \\[.*veaiops__event.*]")
                .containsPattern("from +kafka:veaiops.alarms +group veaiops-merge; <- .*alarms-log-append")
                .containsPattern("from +platform-http:/alarms/zabbix +GET,HEAD,OPTIONS,POST")
                .containsPattern("process +zabbixAlarms +AlarmEndpoint with zabbixAlarmConverter")
                .contains("alarms-alertmanager-receive")
                .doesNotContain("NOTICES");
    }

    @Test
    void a_chart_is_one_that_mermaid_draws() {
        CommandRun run = CommandRun.by("topology", "--from", "alarms-zabbix-receive", "--mermaid");

        assertThat(run.out()).startsWith("flowchart LR");
        assertThat(run.out().lines().skip(1)).allSatisfy(line -> assertThat(line)
                .matches("  n\\d+(\\[.*]|\\(\\[.*]\\)|\\{\\{.*}}|>.*])"
                        + "|  n\\d+ (-->|---|-\\. after failure \\.->|-- \".*\" -->) n\\d+"));
        assertThat(run.out().lines()).hasSizeLessThan(120);
        assertThat(run.code()).isZero();
    }

    @Test
    void routes_and_mappings_of_an_extensions_folder_are_on_the_map() throws IOException {
        write("routes/night-watch.camel.yaml", ROUTE.formatted("alarms-append"));
        write("mappings/beeper/source.yaml", MAPPING);
        CommandRun run = CommandRun.by("topology", "--extensions", folder.toString(), "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(edges(run.json()))
                .contains(
                        "kafka:veaiops.events STARTS route:night-watch",
                        "route:night-watch SENDS route:alarms-log-append",
                        "platform-http:/beeper STARTS route:alarms-beeper-receive-2",
                        "kafka:veaiops.alarms STARTS route:alarms-merge");
    }

    @Test
    void a_step_that_leads_nowhere_is_named_and_makes_the_exit_code_1() throws IOException {
        write("routes/night-watch.camel.yaml", ROUTE.formatted("night-desk"));
        CommandRun run = CommandRun.by("topology", "--flow", "night", "--extensions", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("night-watch", "direct:night-desk");
        assertThat(run.err()).contains("night-watch.camel.yaml", "sends to direct:night-desk, where no route waits");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> edges(JsonNode map) {
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .map(edge -> edge.path("from").asText() + " "
                        + edge.path("kind").asText() + " " + edge.path("to").asText())
                .toList();
    }
}
