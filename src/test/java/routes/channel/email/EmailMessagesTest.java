package routes.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.notice.SendResult;

/** What arrives in a mailbox. */
@Tag("slow")
class EmailMessagesTest {
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static MailRoute route;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start();
        route = MailRoute.to(SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void stop() {
        route.close();
        SERVER.stop();
    }

    @BeforeEach
    void emptyMailboxes() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @Test
    void a_message_has_a_text_and_an_html_part_in_which_nothing_from_outside_is_markup() throws Exception {
        route.send(anEvent().titled("<b>disk</b> & 坏了").build(), "ops@example.org");

        MimeMessage mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getSubject()).contains("[P1 warning]", "<b>disk</b> & 坏了");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress(MailRoute.FROM));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("oncall@hub.example"));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(text(parts.getBodyPart(0), "text/plain"))
                .contains("it is busy", "https://aiops.example/")
                .doesNotContain("<td");
        assertThat(text(parts.getBodyPart(1), "text/html"))
                .contains("&lt;b&gt;disk&lt;/b&gt; &amp; 坏了", "href='https://aiops.example/", "<td")
                .doesNotContain("<b>disk");
    }

    @Test
    void messages_about_one_event_are_one_thread_and_a_message_keeps_its_id() throws Exception {
        SendResult first = route.send(anEvent().build(), "ops@example.org");
        route.send(anEvent().build(), "ops@example.org");
        route.send(anEvent().recovered().build(), "ops@example.org");
        route.send(anEvent().numbered(7).build(), "ops@example.org");

        List<MimeMessage> mails = Arrays.asList(SERVER.getReceivedMessages());
        String thread = "<event." + "a".repeat(24) + "@hub.example>";
        assertThat(mails).hasSize(4);
        assertThat(mails.subList(0, 3))
                .allSatisfy(mail -> assertThat(mail.getHeader("References")).containsExactly(thread))
                .allSatisfy(mail -> assertThat(mail.getHeader("In-Reply-To")).containsExactly(thread));
        assertThat(mails.get(3).getHeader("References")[0]).isNotEqualTo(thread);
        assertThat(mails.get(1).getMessageID()).isEqualTo(mails.get(0).getMessageID());
        assertThat(mails.get(2).getMessageID()).isNotEqualTo(mails.get(0).getMessageID());
        assertThat(((SendResult.Sent) first).ids()).containsExactly(mails.get(0).getMessageID());
    }

    @Test
    void several_recipients_get_one_message_each() throws Exception {
        route.send(
                anEvent().build(),
                "\"Doe, Jane\" <jane@example.org>; ops@example.org, ops@example.org\nnight@example.org");

        assertThat(SERVER.getReceivedMessages()).hasSize(3);
        assertThat(SERVER.getReceivedMessages()[0].getAllRecipients())
                .extracting(address -> ((InternetAddress) address).getAddress())
                .containsExactly("jane@example.org", "ops@example.org", "night@example.org");
    }

    @Test
    void no_value_makes_a_header_or_a_recipient() throws Exception {
        route.send(
                anEvent()
                        .titled("disk\r\nBcc: evil@example.net\r\n\r\n<script>")
                        .build(),
                "ops@example.org\r\nBcc: evil@example.net");

        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        MimeMessage mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).contains("disk Bcc: evil@example.net");
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void an_endless_text_is_cut() throws Exception {
        route.send(
                anEvent()
                        .titled("长".repeat(5000))
                        .labelled("value", "长".repeat(400_000))
                        .build(),
                "ops@example.org");

        MimeMessage mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getSubject().length()).isLessThanOrEqualTo(200);
        assertThat(mail.getSize()).isLessThan(700_000);
    }

    private static String text(BodyPart part, String type) throws Exception {
        assertThat(part.getContentType()).startsWith(type).containsIgnoringCase("utf-8");
        return (String) part.getContent();
    }
}
