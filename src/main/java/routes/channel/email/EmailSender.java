package routes.channel.email;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import routes.alarm.BoundedJson;
import routes.channel.HttpSend;
import routes.channel.Outbound;
import routes.channel.SendFailure;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.security.Secret;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.VendorReply;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;

/**
 * The steps around the call of the mail server in {@code channel-email.camel.yaml}.
 *
 * <p>Failure policy: the server takes a message for all its recipients or for none. A recipient that it refuses for good is left
 * out at once, one that it cannot take now from the second attempt on; the receipt names both. So one dead address keeps no
 * message from the others, and no one gets it twice for the sake of another.
 */
public final class EmailSender {
    private static final String ENVELOPE = "emailEnvelope";
    private static final int PATIENT_ATTEMPTS = 1;

    private final BotRegistry book;
    private final Function<Notice, String> writing;
    private final ReceiptRules receipts;
    private final boolean served;
    private final Clock clock;

    /** Who a message is from and for. @param without what was left out, and why */
    record Envelope(
            InternetAddress from,
            List<InternetAddress> replyTo,
            List<InternetAddress> recipients,
            List<String> without) {
        Envelope {
            replyTo = List.copyOf(replyTo);
            recipients = List.copyOf(recipients);
            without = List.copyOf(without);
        }
    }

    /**
     * @param writing a notice as the object that its template makes
     * @param served whether there is a mail server
     */
    public EmailSender(
            BotRegistry book, Function<Notice, String> writing, ReceiptRules receipts, boolean served, Clock clock) {
        this.book = book;
        this.writing = writing;
        this.receipts = receipts;
        this.served = served;
        this.clock = clock;
    }

    /** Addresses the message; sets the result at once when there is no address to send it to, or nothing to send it with. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Optional<Bot> bot = Optional.ofNullable(notice.target().botId())
                .flatMap(id -> book.find(EmailChannel.TYPE, id))
                .filter(Bot::active);
        MailAddresses to = MailAddresses.of(notice.target().address());
        if (!served) {
            HttpSend.skip(exchange, "there is no mail server: set veaiops.channel.email.host");
        } else if (bot.isEmpty()) {
            HttpSend.skip(exchange, "the subscription's bot is no active Email bot");
        } else if (to.good().isEmpty()) {
            Outbound.end(
                    exchange,
                    new SendResult.Refused(
                            FailureReason.NOT_CONFIGURED,
                            "the target holds no e-mail address: "
                                    + notice.target().address()));
        } else {
            address(exchange, bot.get(), to);
        }
    }

    private static void address(Exchange exchange, Bot bot, MailAddresses to) {
        List<InternetAddress> from = addresses(bot, EmailChannel.FROM);
        if (from.isEmpty()) {
            HttpSend.skip(exchange, "the credential from of the bot is no e-mail address");
            return;
        }
        List<String> without = to.bad().stream()
                .map(bad -> bad + ": this is no e-mail address")
                .toList();
        exchange.setProperty(
                ENVELOPE, new Envelope(from.get(0), addresses(bot, EmailChannel.REPLY_TO), to.good(), without));
    }

    private static List<InternetAddress> addresses(Bot bot, String credential) {
        return bot.credential(credential)
                .map(Secret::reveal)
                .map(text -> MailAddresses.of(text).good())
                .orElse(List.of());
    }

    /** Makes the exchange's message the mail. */
    public void write(Exchange exchange) throws MessagingException {
        Notice notice = Outbound.notice(exchange);
        ObjectNode written = BoundedJson.object(writing.apply(notice).getBytes(StandardCharsets.UTF_8));
        MimeMessage mail = EmailMessage.of(notice, written, envelope(exchange), clock.instant());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(mail);
    }

    /** Makes the exchange's message what people see of the mail: its source. For a preview; nothing is sent. */
    public void shown(Exchange exchange) throws MessagingException, IOException {
        write(exchange);
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        exchange.getMessage().getBody(MimeMessage.class).writeTo(source);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "SMTP");
        exchange.getMessage()
                .setHeader(
                        Exchange.HTTP_PATH,
                        envelope(exchange).recipients().stream()
                                .map(InternetAddress::getAddress)
                                .collect(Collectors.joining(",", "mailto:", "")));
        exchange.getMessage().setBody(source.toByteArray());
    }

    /** The server took it for all that were left. */
    public void sent(Exchange exchange) throws MessagingException {
        String id = exchange.getMessage().getBody(MimeMessage.class).getMessageID();
        List<String> without = envelope(exchange).without();
        VendorReply said = without.isEmpty()
                ? VendorReply.NOTHING
                : new VendorReply(
                        "not sent to " + String.join("; ", without),
                        "",
                        "Take these addresses out of the subscription, or mend them: the others got the message.");
        Outbound.end(exchange, new SendResult.Sent(List.of(id), said));
    }

    /** Judges a message that the server did not take, or leaves recipients out, so that it is sent to the others. */
    public void judge(Exchange exchange) {
        Throwable thrown = Objects.requireNonNull(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        List<SmtpReply> replies = SmtpReply.of(thrown);
        Optional<SmtpReply> whole =
                replies.stream().filter(reply -> reply.recipient() == null).findFirst();
        boolean recipients = replies.stream().anyMatch(reply -> reply.recipient() != null);
        if (replies.isEmpty()) {
            Outbound.end(exchange, SendFailure.of(thrown));
        } else if (!recipients) {
            whole.ifPresent(reply -> Outbound.end(exchange, verdict(exchange, reply)));
        } else {
            leaveOut(
                    exchange,
                    replies.stream().filter(reply -> reply.recipient() != null).toList());
        }
    }

    private void leaveOut(Exchange exchange, List<SmtpReply> replies) {
        boolean patient = Outbound.notice(exchange).attempts() <= PATIENT_ATTEMPTS;
        Envelope envelope = envelope(exchange);
        List<InternetAddress> left = new ArrayList<>(envelope.recipients());
        List<String> without = new ArrayList<>(envelope.without());
        SendResult later = null;
        SendResult last = null;
        for (SmtpReply reply : replies) {
            last = verdict(exchange, reply);
            boolean again = last instanceof SendResult.TryLater;
            if (again && later == null) {
                later = last;
            }
            if (!patient || !again) {
                left.removeIf(address -> address.getAddress().equals(reply.recipient()));
                without.add(reply.recipient() + ": " + last.said().text());
            }
        }
        if (later != null && (patient || left.isEmpty())) {
            Outbound.end(exchange, later);
        } else if (left.isEmpty() || left.size() == envelope.recipients().size()) {
            Outbound.end(exchange, Objects.requireNonNull(last));
        } else {
            exchange.setProperty(ENVELOPE, new Envelope(envelope.from(), envelope.replyTo(), left, without));
        }
    }

    private SendResult verdict(Exchange exchange, SmtpReply reply) {
        SentMessage sent = new SentMessage(Outbound.notice(exchange).id(), 0);
        byte[] said = reply.text().getBytes(StandardCharsets.UTF_8);
        return receipts.judge(new VendorAnswer(reply.code(), Map.of(), said, sent, clock.instant()));
    }

    /** Judges what failed before the server was asked. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }

    private static Envelope envelope(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(ENVELOPE, Envelope.class), "the message has no envelope");
    }
}
