package routes.channel.email;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import routes.channel.email.EmailSender.Envelope;
import routes.notice.Notice;

/** A notice as a MIME message. Its ids are the same at each attempt and the same for all messages about an event. */
final class EmailMessage {
    private static final String UTF8 = StandardCharsets.UTF_8.name();
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private EmailMessage() {}

    /** @param written the template's object with {@code subject}, {@code text} and {@code html} */
    static MimeMessage of(Notice notice, ObjectNode written, Envelope envelope, Instant at) throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(envelope.from());
        mail.setReplyTo(envelope.replyTo().toArray(InternetAddress[]::new));
        mail.setRecipients(RecipientType.TO, envelope.recipients().toArray(InternetAddress[]::new));
        mail.setSubject(
                BREAKS.matcher(written.path("subject").asText()).replaceAll(" ").strip(), UTF8);
        mail.setSentDate(Date.from(at));
        identify(mail, notice, domain(envelope.from()));
        MimeMultipart parts = new Alternatives("----=_" + notice.id());
        parts.addBodyPart(part(written.path("text").asText(), "plain"));
        if (written.hasNonNull("html")) {
            parts.addBodyPart(part(written.path("html").asText(), "html"));
        }
        mail.setContent(parts);
        mail.saveChanges();
        mail.setHeader("Message-ID", "<" + notice.id() + "@" + domain(envelope.from()) + ">");
        return mail;
    }

    /** Two forms of one text, parted by the same line at each attempt. */
    private static final class Alternatives extends MimeMultipart {
        private Alternatives(String boundary) {
            contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
        }
    }

    /** Nobody answers such a message by a robot of theirs; what carries several events is in no thread. */
    private static void identify(MimeMessage mail, Notice notice, String domain) throws MessagingException {
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        if (notice.bundle().isEmpty()) {
            String thread = "<event." + notice.event().id() + "@" + domain + ">";
            mail.setHeader("In-Reply-To", thread);
            mail.setHeader("References", thread);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replace("\r\n", "\n").replace("\n", "\r\n"), UTF8, subtype);
        return part;
    }

    private static String domain(InternetAddress from) {
        return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    }
}
