package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From an alarm over HTTP to a mailbox, and from a mailbox to an event. */
@Tag("slow")
class EmailIT {
    private static final String BOTS = "/apis/v1/manager/system-config/bots";
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup[] {served(ServerSetup.PROTOCOL_SMTP), served(ServerSetup.PROTOCOL_IMAP)});
    private static GreenMailUser alarms;
    private static Site site;
    private static Hub hub;
    private static String bot;

    @BeforeAll
    static void start() {
        MAIL.start();
        alarms = MAIL.setUser("alarms@hub.example", "alarms", "s3cret");
        site = Site.start("email");
        hub = site.hub(Map.ofEntries(
                Map.entry("veaiops.channel.email.host", "127.0.0.1"),
                Map.entry(
                        "veaiops.channel.email.port",
                        Integer.toString(MAIL.getSmtp().getPort())),
                Map.entry("veaiops.channel.email.starttls", "false"),
                Map.entry("veaiops.mailbox.enabled", "true"),
                Map.entry("veaiops.mailbox.host", "127.0.0.1"),
                Map.entry(
                        "veaiops.mailbox.port", Integer.toString(MAIL.getImap().getPort())),
                Map.entry("veaiops.mailbox.tls", "false"),
                Map.entry("veaiops.mailbox.starttls", "false"),
                Map.entry("veaiops.mailbox.user", "alarms"),
                Map.entry("veaiops.mailbox.password", "s3cret"),
                Map.entry("veaiops.mailbox.senders", "zabbix@monitor.example, @nagios.example"),
                Map.entry("veaiops.mailbox.poll-millis", "200")));
        String body =
                "{\"channel\":\"Email\",\"bot_id\":\"mail-alarms\",\"credentials\":{\"from\":\"VeAIOps <alarms@hub.example>\"}}";
        bot = Hub.json(hub.call("POST", BOTS, body)).at("/data/_id").asText();
    }

    @AfterAll
    static void stop() {
        site.close();
        MAIL.stop();
    }

    @Test
    void an_alarm_and_its_recovery_reach_the_mailboxes_of_a_target_as_one_thread() throws Exception {
        hub.subscribe("shop-m1", "Email", "mail-alarms", "ops@example.org, night@example.org");

        String opened = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-m1", "m1"))
                .get(0);
        hub.awaitStatus(opened, 3);
        hub.accepted("zabbix", Payloads.zabbix("OK", "shop-m1", "m1"));

        Awaitility.await("the mails")
                .atMost(Duration.ofSeconds(60))
                .until(() -> mailsAbout("high cpu").size() == 4);
        List<MimeMessage> mails = mailsAbout("high cpu");
        assertThat(mails)
                .extracting(mail -> mail.getHeader("References")[0])
                .containsOnly(mails.get(0).getHeader("References")[0]);
        assertThat(mails).extracting(MimeMessage::getMessageID).doesNotContainNull();
    }

    @Test
    void a_test_message_says_what_became_of_it() {
        JsonNode sent = Hub.json(hub.call("POST", BOTS + "/" + bot + "/test-send", "{\"chat_id\":\"me@example.org\"}"));
        JsonNode refused = Hub.json(hub.call("POST", BOTS + "/" + bot + "/test-send", "{\"chat_id\":\"nobody\"}"));

        assertThat(sent.at("/data/sent").asBoolean()).as(sent.toString()).isTrue();
        assertThat(refused.at("/data/sent").asBoolean()).isFalse();
        assertThat(refused.at("/data/text").asText()).contains("nobody");
    }

    @Test
    void a_sender_that_is_no_address_is_refused() {
        assertThat(hub.call(
                                "POST",
                                BOTS,
                                "{\"channel\":\"Email\",\"bot_id\":\"b\",\"credentials\":{\"from\":\"no address\\r\\nBcc: x@y.z\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void mails_of_a_mailbox_become_an_event_its_repeat_and_its_recovery_and_each_counts_once() {
        deliver("<p1@m>", "zabbix@monitor.example", "Problem: Disk of mail-1 is full");
        deliver("<p1@m>", "zabbix@monitor.example", "Problem: Disk of mail-1 is full");
        Awaitility.await("the event")
                .atMost(Duration.ofSeconds(60))
                .until(() -> event("disk of mail-1").path("state").asText().equals("FIRING"));

        deliver("<p2@m>", "zabbix@monitor.example", "Re: Resolved in 5m: Disk of mail-1 is full");

        Awaitility.await("the recovery")
                .atMost(Duration.ofSeconds(60))
                .until(() -> event("disk of mail-1").path("state").asText().equals("RESOLVED"));
        assertThat(event("disk of mail-1").path("count").asInt())
                .as("the same Message-ID twice, and the recovery")
                .isEqualTo(2);
        Awaitility.await("all are read").atMost(Duration.ofSeconds(60)).until(() -> unread() == 0);
    }

    @Test
    void mails_that_no_rule_takes_and_those_of_others_are_kept_where_people_see_them() {
        deliver("<n1@m>", "zabbix@monitor.example", "Weekly report 4711");
        deliver("<n2@m>", "stranger@elsewhere.example", "Problem: Buy now 4711");

        Awaitility.await("both are kept").atMost(Duration.ofSeconds(60)).until(() -> rejected()
                .contains("no rule of the mapping takes the subject: Weekly report 4711"));
        Awaitility.await("both are kept").atMost(Duration.ofSeconds(60)).until(() -> rejected()
                .contains("the sender of the mail is not among veaiops.mailbox.senders"));
        Awaitility.await("both are read").atMost(Duration.ofSeconds(60)).until(() -> unread() == 0);
        assertThat(event("buy now 4711").isMissingNode()).isTrue();
    }

    private static ServerSetup served(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        return setup;
    }

    private static void deliver(String id, String from, String subject) {
        alarms.deliver(GreenMailUtil.newMimeMessage("Message-ID: " + id + "\r\nFrom: " + from
                + "\r\nTo: alarms@hub.example\r\nSubject: " + subject + "\r\n\r\ntext\r\n"));
    }

    private static long unread() throws FolderException {
        return MAIL.getManagers().getImapHostManager().getInbox(alarms).getMessages().stream()
                .filter(mail -> !mail.getFlags().contains(Flags.Flag.SEEN))
                .count();
    }

    private static JsonNode event(String fingerprint) {
        for (JsonNode event : Hub.json(hub.call("GET", "/apis/v1/manager/event-center/event?limit=100", ""))
                .path("data")) {
            if (event.toString().contains(fingerprint)) {
                return event;
            }
        }
        return MissingNode.getInstance();
    }

    private static String rejected() {
        return hub.call("GET", "/apis/v1/manager/event-center/rejected", "").body();
    }

    private static List<MimeMessage> mailsAbout(String title) throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : MAIL.getReceivedMessages()) {
            if (mail.getSubject().contains(title)) {
                mails.add(mail);
            }
        }
        return mails;
    }
}
