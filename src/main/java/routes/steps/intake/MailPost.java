package routes.steps.intake;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import routes.account.Caller;
import routes.alarm.AlarmIds;
import routes.alarm.MailTree;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.PostedBody;
import routes.http.Sender;

/**
 * The steps around the alarm endpoint of a mailbox in {@code alarms-email.camel.yaml}: a mail is a post of its source.
 *
 * <p>Failure policy: a mail is marked as read when the route is done with it, and the route fails unless its alarms, or the mail
 * among the refused bodies, are durable. A mail that is taken twice, by two copies or after a crash, becomes the same alarms: their
 * ids follow from its Message-ID, and the merge takes an id once.
 */
public final class MailPost {
    /** The header of the request that holds the id of the mail. */
    public static final String ID = "Message-ID";

    /** The header of the request that holds the address of its sender. */
    public static final String FROM = "From";

    private static final int LONGEST_ID = 256;

    private final String source;
    private final int maxBytes;

    /** @param maxBytes of a mail that are read; what is behind them, the rest of attachments, is left out */
    public MailPost(String source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /** Makes a post of the mail in the exchange. */
    public void read(Exchange exchange) throws MessagingException, IOException {
        byte[] mail = bytes(exchange.getMessage(MailMessage.class).getOriginalMessage());
        String id = MailTree.messageId(mail)
                .filter(given -> given.length() <= LONGEST_ID)
                .orElseGet(() -> AlarmIds.derived("mail", new String(mail, StandardCharsets.ISO_8859_1)));
        exchange.setProperty(
                ApiRequest.PROPERTY,
                new ApiRequest(
                        "POST",
                        "/alarms/" + source,
                        Map.of(),
                        Map.of(),
                        Map.of("content-type", PostedBody.MAIL, "message-id", id, "from", MailTree.sender(mail)),
                        mail,
                        exchange.getExchangeId(),
                        ZoneOffset.UTC,
                        new Sender("", Caller.source(source))));
    }

    /** A mail of which nothing can be used is done with, too, once it is kept: there is no one to refuse it to. */
    public void accept(Exchange exchange) {
        if (exchange.getProperty(AlarmEndpoint.ANSWER) == null) {
            exchange.setProperty(AlarmEndpoint.ANSWER, ApiAnswer.ok(source));
            exchange.setProperty(AlarmEndpoint.RECORDS, List.of());
        }
    }

    private byte[] bytes(Message mail) throws MessagingException, IOException {
        Beginning read = new Beginning(maxBytes);
        try {
            mail.writeTo(read);
        } catch (EndOfReading e) {
            return read.bytes.toByteArray();
        }
        return read.bytes.toByteArray();
    }

    /** Enough is read: the rest is not fetched from the server. */
    private static final class EndOfReading extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Beginning extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;

        Beginning(int most) {
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) throws IOException {
            int taken = Math.min(length, most - bytes.size());
            bytes.write(more, offset, taken);
            if (taken < length) {
                throw new EndOfReading();
            }
        }
    }
}
