package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.email.MailLogin;
import routes.common.security.Secret;
import routes.http.ApiRequest;

/** The route of a mailbox against an IMAP server; what is behind it is a list that can be away. */
@Tag("slow")
class MailboxRouteTest {
    private static final String TRUST = "mail.imap.ssl.trust";
    private static final String IDENTITY = "mail.imap.ssl.checkserveridentity";

    private final List<ApiRequest> taken = new CopyOnWriteArrayList<>();
    private Main main = new Main();
    private volatile boolean away;
    private volatile int attempts;
    private GreenMail server;
    private GreenMailUser mailbox;

    @AfterEach
    void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(IDENTITY);
        main.stop();
        server.stop();
    }

    @Test
    void a_mail_is_unread_until_its_alarms_are_durable_and_is_read_once_then() throws Exception {
        serve(ServerSetup.PROTOCOL_IMAP);
        deliver("<1@a.example>", "Problem: Disk");
        away = true;

        start("false");
        Awaitility.await("two attempts").atMost(Duration.ofSeconds(20)).until(() -> attempts >= 2);
        assertThat(unread()).as("nothing took it").isEqualTo(1);
        assertThat(taken).isEmpty();
        away = false;

        Awaitility.await("taken").atMost(Duration.ofSeconds(20)).until(() -> unread() == 0);
        deliver("<2@a.example>", "Resolved: Disk");
        Awaitility.await("the next").atMost(Duration.ofSeconds(20)).until(() -> taken.size() == 2);
        assertThat(taken)
                .extracting(mail -> mail.header("Message-ID").orElseThrow())
                .containsExactly("<1@a.example>", "<2@a.example>");
        assertThat(new String(taken.get(0).body(), StandardCharsets.UTF_8)).contains("Problem: Disk");
        assertThat(taken.get(0).header("From")).contains("ops@a.example");
    }

    @Test
    void what_is_behind_the_limit_of_a_mail_is_not_fetched() throws Exception {
        serve(ServerSetup.PROTOCOL_IMAP);
        deliver("<1@a.example>", "Problem: " + "x".repeat(5000));

        start("false");
        Awaitility.await("taken").atMost(Duration.ofSeconds(20)).until(() -> taken.size() == 1);

        assertThat(taken.get(0).body()).hasSize(2000);
        Awaitility.await("read").atMost(Duration.ofSeconds(20)).until(() -> unread() == 0);
    }

    @Test
    void mails_are_read_over_tls_from_a_server_that_is_trusted_and_from_no_other() throws Exception {
        serve(ServerSetup.PROTOCOL_IMAPS);
        deliver("<1@a.example>", "Problem: Disk");

        start("true");
        Awaitility.await("some polls")
                .during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(20))
                .until(() -> taken.isEmpty());
        main.stop();
        System.setProperty(TRUST, "*");
        System.setProperty(IDENTITY, "false");

        main = new Main();
        start("true");
        Awaitility.await("taken").atMost(Duration.ofSeconds(20)).until(() -> taken.size() == 1);
    }

    private void serve(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        server = new GreenMail(setup);
        server.start();
        mailbox = server.setUser("alarms@hub.example", "alarms", "s3cret");
    }

    private void deliver(String id, String subject) throws MessagingException {
        MimeMessage mail = GreenMailUtil.newMimeMessage("Message-ID: " + id
                + "\r\nFrom: Ops <Ops@A.example>\r\nTo: x@y.example\r\n" + "Subject: " + subject + "\r\n\r\ntext\r\n");
        mailbox.deliver(mail);
    }

    private long unread() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(mailbox).getMessages().stream()
                .filter(mail -> !mail.getFlags().contains(Flags.Flag.SEEN))
                .count();
    }

    private void start(String tls) throws Exception {
        Properties settings = new Properties();
        int port = (tls.equals("true") ? server.getImaps() : server.getImap()).getPort();
        settings.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.mailbox.enabled", "true",
                "veaiops.mailbox.host", "127.0.0.1",
                "veaiops.mailbox.port", Integer.toString(port),
                "veaiops.mailbox.tls", tls,
                "veaiops.mailbox.starttls", "false",
                "veaiops.mailbox.poll-millis", "200"));
        settings.put(
                "camel.main.routes-include-pattern",
                "classpath:routes/_errors.camel.yaml,classpath:routes/alarms-email.camel.yaml,classpath:mailbox/append.camel.yaml");
        main.setOverrideProperties(settings);
        main.bind("mailboxLogin", new MailLogin("alarms", Secret.of("s3cret")));
        main.bind("mailPost", new MailPost("email", 2000));
        main.bind("mailboxAlarms", (Processor) exchange -> {});
        main.bind("log", (Processor) this::append);
        main.start();
    }

    private void append(Exchange exchange) {
        attempts++;
        if (away) {
            throw new IllegalStateException("neither Kafka nor MongoDB answers");
        }
        taken.add(exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class));
    }
}
