package routes.tool.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** An {@code alertmanager.yml} as files of ours, and what of it cannot be said. */
@Tag("slow")
class AlertmanagerImportTest {
    private static final String FILE =
            """
            route:
              receiver: all
              group_by: [alertname]
              group_wait: 30s
              group_interval: 5m
              repeat_interval: 4h
              routes:
              - receiver: db
                matchers: ['team="db"', 'severity=~"critical|page"']
                active_time_intervals: [office]
              - receiver: chat
                match: {team: web}
                mute_time_intervals: [holidays]
                continue: true
            receivers:
            - name: all
              webhook_configs: [{url: 'https://all.example/in'}]
            - name: db
              webhook_configs: [{url: 'https://db.example/in', send_resolved: false}]
            - name: chat
              slack_configs: [{channel: '#web'}]
            time_intervals:
            - name: office
              time_intervals:
              - weekdays: ['monday:friday']
                times: [{start_time: '08:00', end_time: '18:00'}]
                location: Europe/Berlin
            - name: holidays
              time_intervals: [{months: ['12']}]
            inhibit_rules:
            - source_matchers: ['severity="critical"']
              target_matchers: ['severity="warning"']
              equal: [alertname, instance]
            """;

    @TempDir
    private Path folder;

    @Test
    void routes_become_subscriptions_and_inhibitions_stay_with_what_they_had() throws IOException {
        AlertmanagerImport.Result result = imported();

        assertThat(result.subscriptions())
                .extracting(one -> one.path("name").asText())
                .containsExactly("db", "all");
        JsonNode db = result.subscriptions().get(0);
        assertThat(db.path("matchers").toString())
                .contains(
                        "\"name\":\"team\",\"op\":\"=\",\"value\":\"db\"", "\"op\":\"=~\",\"value\":\"critical|page\"");
        assertThat(db.path("notify_resolved").asBoolean()).isFalse();
        assertThat(db.path("group_wait_seconds").asInt()).isEqualTo(30);
        assertThat(db.path("group_interval_seconds").asInt()).isEqualTo(300);
        assertThat(db.path("remind_every_seconds").asInt()).isEqualTo(14_400);
        assertThat(db.path("windows").toString())
                .isEqualTo("[{\"from\":\"08:00\",\"to\":\"18:00\",\"zone\":\"Europe/Berlin\","
                        + "\"days\":[\"MON\",\"TUE\",\"WED\",\"THU\",\"FRI\"]}]");
        assertThat(result.inhibitions().get(0).path("equal").toString()).isEqualTo("[\"alertname\",\"instance\"]");
    }

    @Test
    void what_cannot_be_said_is_listed_with_the_reason() throws IOException {
        assertThat(imported().unsaid())
                .anySatisfy(what -> assertThat(what).contains("receiver chat: slack_configs needs a bot"))
                .anySatisfy(what -> assertThat(what).contains("route.routes[1]: mute_time_intervals"))
                .anySatisfy(what -> assertThat(what).contains("takes the first route that fits"))
                .hasSize(3);
    }

    @Test
    void the_command_writes_files_that_plan_can_read_and_says_that_something_is_left() throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), FILE);

        CommandRun run = CommandRun.by(
                "import", file.toString(), "--dir", folder.resolve("config").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("subscriptions/all.yaml", "inhibitions/", "cannot be said: ");
        assertThat(new ConfigFolder(folder.resolve("config")).read(ConfigKind.SUBSCRIPTIONS))
                .containsOnlyKeys("all", "db");
        assertThat(CommandRun.by("import", "no-such-file").code()).isEqualTo(2);
    }

    private AlertmanagerImport.Result imported() throws IOException {
        return AlertmanagerImport.of(ConfigFolder.tree(Files.writeString(folder.resolve("alertmanager.yml"), FILE)));
    }
}
