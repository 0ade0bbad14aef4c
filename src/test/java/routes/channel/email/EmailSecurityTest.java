package routes.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** TLS and logins of the e-mail channel. */
@Tag("slow")
class EmailSecurityTest {
    private static final String TRUST = "mail.smtp.ssl.trust";
    private static final String IDENTITY = "mail.smtp.ssl.checkserveridentity";

    @AfterEach
    void trustNobodyAgain() {
        System.clearProperty(TRUST);
        System.clearProperty(IDENTITY);
    }

    @Test
    void a_login_is_made_and_a_wrong_one_is_a_matter_of_credentials() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("alarms@hub.example", "alarms", "s3cret");
            server.getManagers().getUserManager().setAuthRequired(true);
            try (MailRoute right = MailRoute.to(server.getSmtp().getPort(), "user", "alarms", "password", "s3cret");
                    MailRoute wrong = MailRoute.to(server.getSmtp().getPort(), "user", "alarms", "password", "w0rd")) {
                assertThat(right.send(anEvent().build(), "ops@example.org")).isInstanceOf(SendResult.Sent.class);
                assertThat(wrong.send(anEvent().build(), "ops@example.org"))
                        .isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
                            assertThat(later.reason()).isEqualTo(FailureReason.AUTH);
                            assertThat(later.toString()).doesNotContain("w0rd");
                        });
            }
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_message_goes_over_tls_from_the_start_to_a_server_that_is_trusted() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            assertThat(sendOverTls(server))
                    .as("a certificate that nobody vouches for")
                    .isNotInstanceOf(SendResult.Sent.class);
            System.setProperty(TRUST, "*");
            assertThat(sendOverTls(server)).as("a certificate of another host").isNotInstanceOf(SendResult.Sent.class);
            System.setProperty(IDENTITY, "false");
            assertThat(sendOverTls(server)).isInstanceOf(SendResult.Sent.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void nothing_is_sent_in_the_clear_where_starttls_is_demanded() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer();
                MailRoute route = MailRoute.to(server.port(), "starttls", "true")) {
            assertThat(route.send(anEvent().build(), "ops@example.org")).isInstanceOf(SendResult.TryLater.class);
            assertThat(server.messages()).isEmpty();
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    private static SendResult sendOverTls(GreenMail server) throws Exception {
        try (MailRoute route = MailRoute.to(server.getSmtps().getPort(), "tls", "true")) {
            return route.send(anEvent().build(), "ops@example.org");
        }
    }
}
