package routes.tool.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

        assertThat(result.of(ConfigKind.SUBSCRIPTIONS))
                .extracting(one -> one.path("name").asText())
                .containsExactly("db", "chat", "all");
        JsonNode db = result.of(ConfigKind.SUBSCRIPTIONS).get(0);
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
        assertThat(result.of(ConfigKind.INHIBITIONS).get(0).path("equal").toString())
                .isEqualTo("[\"alertname\",\"instance\"]");
    }

    @Test
    void what_cannot_be_said_is_listed_with_the_reason() throws IOException {
        assertThat(imported().unsaid())
                .containsExactly(
                        "line 1: route: Alertmanager takes the first route that fits and this one only for the rest; here every"
                                + " subscription that fits is notified, and of a route with several matchers the contrary cannot"
                                + " be said: add matchers with != where that is too much",
                        "line 13: route.routes[1].mute_time_intervals: say the hours in which it is notified (windows), or a"
                                + " silence with windows");
    }

    @Test
    void what_a_route_takes_is_not_of_those_after_it_and_above_it() throws IOException {
        AlertmanagerImport.Result result = imported(
                """
                route:
                  receiver: all
                  routes:
                  - {receiver: db, matchers: [team="db"]}
                  - {receiver: web, match_re: {team: web|shop}, continue: true}
                  - {receiver: late, matchers: [severity!="info"]}
                receivers:
                - {name: all, webhook_configs: [{url: 'https://all.example'}]}
                - {name: db, webhook_configs: [{url: 'https://db.example'}]}
                - {name: web, webhook_configs: [{url: 'https://web.example'}]}
                - {name: late, webhook_configs: [{url: 'https://late.example'}]}
                """);

        assertThat(result.unsaid()).isEmpty();
        assertThat(result.of(ConfigKind.SUBSCRIPTIONS))
                .extracting(one -> one.path("name").asText() + matchers(one))
                .containsExactly(
                        "db team=db",
                        "web team!=db team=~web|shop",
                        "late team!=db severity!=info",
                        "all team!=db team!~web|shop severity=info");
    }

    @Test
    void receivers_of_our_channels_are_bots_and_strategies_and_no_secret_is_written() throws IOException {
        AlertmanagerImport.Result result =
                imported(Files.readString(Path.of("src/test/resources/alertmanager/receivers.yml")));

        List<String> made = new ArrayList<>();
        result.of(ConfigKind.BOTS).forEach(one -> made.add(one.toString()));
        result.of(ConfigKind.STRATEGIES).forEach(one -> made.add(one.path("name") + " > " + one.at("/chat_ids/0")));
        result.of(ConfigKind.SUBSCRIPTIONS)
                .forEach(one -> made.add(
                        one.path("name") + " " + one.path("inform_strategies") + " " + one.path("notify_resolved")));
        assertThat(made)
                .containsExactlyElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/alertmanager/receivers.made.txt")));
        assertThat(result.files().toString()).doesNotContain("s3cret");
        assertThat(result.secrets()).hasSize(6).allSatisfy(line -> assertThat(line)
                .startsWith("VEAIOPS_BOTS_"));
        assertThat(String.join("\n", result.unsaid()))
                .contains(
                        "receivers[0].slack_configs[0].title: the message of the channel Slack is a template of ours",
                        "receivers[1].victorops_configs: ",
                        "receivers[1].pushover_configs: ",
                        "receivers[1].sns_configs: ",
                        "receivers[1].msteams_configs: receiver duty: connectors of Office 365 are retired",
                        "receivers[1].jira_configs: ",
                        "veaiops.channel.email.host");
    }

    private static String matchers(JsonNode one) {
        StringBuilder all = new StringBuilder();
        one.path("matchers").forEach(matcher -> all.append(' ')
                .append(matcher.path("name").asText())
                .append(matcher.path("op").asText())
                .append(matcher.path("value").asText()));
        return all.toString();
    }

    @Test
    void the_command_writes_files_that_plan_can_read_and_says_that_something_is_left() throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), FILE);

        CommandRun run = CommandRun.by(
                "import", file.toString(), "--dir", folder.resolve("config").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("subscriptions/all.yaml", "inhibitions/", "cannot be said: ");
        assertThat(new ConfigFolder(folder.resolve("config")).read(ConfigKind.SUBSCRIPTIONS))
                .containsOnlyKeys("all", "db", "chat");
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

        assertThat(result.of(ConfigKind.SUBSCRIPTIONS))
                .extracting(one -> one.path("name").asText())
                .hasSize(10)
                .startsWith("db-hook", "db-hook 2")
                .endsWith("audit", "db-hook 7", "db-hook 8", "all");
        JsonNode quoted = result.of(ConfigKind.SUBSCRIPTIONS).get(0);
        assertThat(quoted.path("matchers"))
                .extracting(one -> one.path("name").asText() + one.path("op").asText() + "|"
                        + one.path("value").asText())
                .containsExactly(
                        "team=|db",
                        "instance=~|db-\\d+,(a|b)",
                        "note!=|say \"hi\", twice",
                        "env=~|prod|stage",
                        "dc=|fra");
        assertThat(result.of(ConfigKind.SUBSCRIPTIONS).get(2).path("windows").toString())
                .contains("\"to\":\"24:00\",\"zone\":\"Asia/Shanghai\",\"days\":[\"SAT\",\"SUN\"]");
        assertThat(result.of(ConfigKind.SUBSCRIPTIONS).get(7).has("group_by"))
                .as("group_by ... is no group")
                .isFalse();
        assertThat(result.of(ConfigKind.INHIBITIONS)).hasSize(2);
        assertThat(String.join("\n", result.unsaid()))
                .isEqualTo(Files.readString(Path.of("src/test/resources/alertmanager/large.unsaid.txt"))
                        .strip());
    }
}
