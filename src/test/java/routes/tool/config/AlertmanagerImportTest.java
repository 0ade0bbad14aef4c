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
                .containsExactly(
                        "line 1: route: Alertmanager takes the first route that fits and this one only for the rest; here every"
                                + " subscription that fits is notified: add matchers with != where that is too much",
                        "line 13: route.routes[1].mute_time_intervals: say the hours in which it is notified (windows), or a"
                                + " silence with windows",
                        "line 21: receivers[2].slack_configs: receiver chat needs a bot and a strategy: make them (bots/,"
                                + " strategies/) and name the strategy in the subscription");
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
        return imported(FILE);
    }

    private AlertmanagerImport.Result imported(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), text);
        return AlertmanagerImport.of(ConfigFolder.tree(file), YamlPlaces.of(file));
    }

    @Test
    void a_large_file_of_many_years_is_said_or_listed_with_its_lines() throws IOException {
        AlertmanagerImport.Result result =
                imported(Files.readString(Path.of("src/test/resources/alertmanager/large.yml")));

        assertThat(result.subscriptions())
                .extracting(one -> one.path("name").asText())
                .containsExactly("db-hook", "db-hook 2", "db-hook 3", "audit", "db-hook 4", "all");
        JsonNode quoted = result.subscriptions().get(0);
        assertThat(quoted.path("matchers"))
                .extracting(one -> one.path("name").asText() + one.path("op").asText() + "|"
                        + one.path("value").asText())
                .containsExactly(
                        "team=|db",
                        "instance=~|db-\\d+,(a|b)",
                        "note!=|say \"hi\", twice",
                        "env=~|prod|stage",
                        "dc=|fra");
        assertThat(result.subscriptions().get(1).path("windows").toString())
                .contains("\"to\":\"24:00\",\"zone\":\"Asia/Shanghai\",\"days\":[\"SAT\",\"SUN\"]");
        assertThat(result.subscriptions().get(4).has("group_by"))
                .as("group_by ... is no group")
                .isFalse();
        assertThat(result.inhibitions()).hasSize(2);
        assertThat(String.join("\n", result.unsaid()))
                .isEqualTo(Files.readString(Path.of("src/test/resources/alertmanager/large.unsaid.txt"))
                        .strip());
    }
}
