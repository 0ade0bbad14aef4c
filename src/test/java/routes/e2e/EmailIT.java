package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
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

/** From an alarm over HTTP to a mailbox. */
@Tag("slow")
class EmailIT {
    private static final String BOTS = "/apis/v1/manager/system-config/bots";
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static Site site;
    private static Hub hub;
    private static String bot;

    @BeforeAll
    static void start() {
        MAIL.start();
        site = Site.start("email");
        hub = site.hub(Map.of(
                "veaiops.channel.email.host", "127.0.0.1",
                "veaiops.channel.email.port", Integer.toString(MAIL.getSmtp().getPort()),
                "veaiops.channel.email.starttls", "false"));
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
