package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.tool.cli.CommandRun;

/** What operators do at night, on the command line, at a hub that runs. */
@Tag("slow")
class OperatorCommandsIT {
    private static Site site;
    private static Hub hub;
    private static String event;
    private static String alarm;

    @BeforeAll
    static void start() {
        site = Site.start("operators");
        hub = site.hub(Map.of("veaiops.public-url", "http://no-such-host.invalid"));
        site.bot("Slack", "operators-slack", Map.of("secret", "xoxb-1"));
        site.bot("Lark", "operators-lark", Map.of());
        hub.subscribe("shop", "Slack", "operators-slack", "C1");
        alarm = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop", "web-1"))
                .get(0);
        hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "other", "db-1"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> !hub.event(alarm).isMissingNode()
                        && !hub.trace(alarm).path("notices").isEmpty());
        event = hub.event(alarm).path("_id").asText();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void events_are_listed_and_filtered() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> run("events", "--json").json().size() == 2);

        assertThat(run("events").out()).contains(event, "zabbix");
        assertThat(run("events", "--grep", "web-.").out()).contains(event).doesNotContain("db-1");
        assertThat(run("events", "--project", "nosuch").out()).isBlank();
        assertThat(run("events", "--state", "RESOLVED").out()).isBlank();
        assertThat(run("events", "--source", "aliyun,volcengine").out()).isBlank();
        assertThat(run("events", "--grep", "(").code()).isEqualTo(2);
        assertThat(run("events", "--level", "P9").code()).isEqualTo(1);
    }

    @Test
    void an_event_its_alarm_and_its_notice_are_traced_by_any_of_their_ids() {
        String notice = hub.trace(alarm).at("/notices/0/_id").asText();

        for (String id : List.of(event, alarm, notice)) {
            CommandRun run = run("trace", id);
            assertThat(run.code()).as(run.text()).isZero();
            assertThat(run.out()).contains(event, "received", "opened", "notice   " + notice, "Slack");
        }
        assertThat(run("trace", "0".repeat(24)).code()).isEqualTo(1);
    }

    @Test
    void an_event_is_acknowledged_once() {
        CommandRun first = run("ack", event);
        JsonNode again = run("ack", event, "--json").json().get(0);

        assertThat(first.code()).as(first.text()).isZero();
        assertThat(again.path("acknowledged_by").asText()).isNotBlank();
        assertThat(hub.event(alarm).path("acknowledged_at").asText())
                .isEqualTo(again.path("acknowledged_at").asText());
        assertThat(run("ack", "0".repeat(24)).code()).isEqualTo(1);
    }

    @Test
    void a_silence_is_made_listed_and_ended_by_its_comment() {
        CommandRun made = run("silence", "add", "host=~web-.*", "level=P2", "--for", "90m", "--comment", "new disks");

        assertThat(made.code()).as(made.text()).isZero();
        assertThat(run("silence", "list").out()).contains("host=~web-.*", "new disks", "active");
        assertThat(run("silence", "end", "new disks").code()).isZero();
        assertThat(run("silence", "list").out()).doesNotContain("new disks");
        assertThat(run("silence", "list", "--ended").out()).contains("new disks");
        assertThat(run("silence", "end", "new disks").code()).isEqualTo(1);
        assertThat(run("silence", "add", "nonsense", "--comment", "c").code()).isEqualTo(2);
    }

    @Test
    void status_counts_and_doctor_names_what_is_wrong_with_a_remedy() {
        CommandRun status = run("status");
        CommandRun doctor = run("doctor");

        assertThat(status.out()).contains("open events", "accepted", "waiting");
        assertThat(doctor.code()).as(doctor.text()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("ok   kafka", "ok   mongodb", "ok   clock", "BAD  public-url", "veaiops.public-url")
                .contains("ok   bot Slack operators-slack", "BAD  bot Lark operators-lark");
        assertThat(CommandRun.by("doctor", "--url", "http://127.0.0.1:1", "--token", "t")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void extensions_are_filtered() {
        assertThat(run("extensions").out()).contains("alertmanager");
        assertThat(run("extensions", "--mine").out()).doesNotContain("alertmanager");
        assertThat(run("extensions", "--wrong").out()).doesNotContain("alertmanager");
    }

    @Test
    void a_machine_token_is_made_shown_once_used_listed_and_revoked() {
        CommandRun made =
                run("tokens", "create", "terraform", "--scope", "read", "--scope", "configure", "--days", "30");
        String token = made.out().strip();

        assertThat(made.code()).as(made.text()).isZero();
        assertThat(token).startsWith("vmt_").doesNotContain(" ");
        assertThat(made.err()).contains("terraform").doesNotContain(token);
        assertThat(by(token, "silence", "list").code()).isZero();
        CommandRun refused = by(token, "ack", event);
        assertThat(refused.code()).as(refused.text()).isEqualTo(3);
        assertThat(refused.err()).contains("operate").doesNotContain(token);

        CommandRun listed = run("tokens", "list");
        assertThat(listed.out()).contains("terraform", "configure", "by admin-token", "until ");
        assertThat(listed.out() + run("tokens", "list", "--json").out()).doesNotContain(token);

        assertThat(run("tokens", "revoke", "terraform").out()).contains("revoked: ", "terraform");
        assertThat(by(token, "silence", "list").code()).isEqualTo(3);
        assertThat(run("tokens", "list").out()).doesNotContain("terraform");
        assertThat(run("tokens", "revoke", "terraform").code()).isEqualTo(1);
    }

    @Test
    void a_machine_token_cannot_have_what_no_machine_may_have() {
        assertThat(run("tokens", "create", "twice", "--scope", "operate").code())
                .isZero();

        assertThat(run("tokens", "create", "twice", "--scope", "read").err()).contains("twice");
        assertThat(run("tokens", "create", "root", "--scope", "administer").code())
                .isEqualTo(1);
        assertThat(run("tokens", "create", "none").code()).isEqualTo(2);
        assertThat(run("tokens", "list").out()).contains("twice").doesNotContain("root", "none");
        CommandRun byMachine = by(
                run("tokens", "create", "reader", "--scope", "read", "--json")
                        .json()
                        .path("token")
                        .asText(),
                "tokens",
                "list");
        assertThat(byMachine.code()).isEqualTo(3);
        assertThat(byMachine.err()).contains("administer");
    }

    private static CommandRun run(String... words) {
        return by(Hub.ADMIN_TOKEN, words);
    }

    private static CommandRun by(String token, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", hub.url(), "--token", token));
        return CommandRun.by(all.toArray(String[]::new));
    }
}
