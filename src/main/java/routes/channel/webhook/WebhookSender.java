package routes.channel.webhook;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.channel.Outbound;
import routes.channel.SendFailure;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;
import routes.security.UnreadableSecret;
import routes.subscription.WebhookBook;
import routes.subscription.WebhookSettings;

/** The steps around the HTTP call of {@code channel-webhook.camel.yaml}. */
public final class WebhookSender {
    private static final String SENT_BYTES = "sentBytes";
    /** The route does not read the answer's body: a webhook is judged by its status. */
    private static final byte[] NO_BODY = {};
    /** Those of an answer's headers that say something of the delivery. */
    private static final List<String> TELLING = List.of("Date", "Retry-After", "Content-Type");

    private final WebhookBook webhooks;
    private final ReceiptRules receipts;
    private final WebhookMessage.Writing writing;
    private final Clock clock;

    public WebhookSender(WebhookBook webhooks, ReceiptRules receipts, WebhookMessage.Writing writing, Clock clock) {
        this.webhooks = webhooks;
        this.receipts = receipts;
        this.writing = writing;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is nothing to send to. */
    public void build(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        try {
            webhooks.webhookOf(notice.subscriptionId())
                    .filter(found -> found.url().equals(notice.target().address()))
                    .ifPresentOrElse(
                            settings -> request(exchange, notice, settings),
                            () -> skip(
                                    exchange, "the subscription is gone, its webhook is off, or its URL has changed"));
        } catch (UnreadableSecret e) {
            skip(exchange, e.getMessage());
        }
    }

    private static void skip(Exchange exchange, String why) {
        Outbound.end(exchange, new SendResult.Skipped(FailureReason.NOT_CONFIGURED, why));
    }

    private void request(Exchange exchange, Notice notice, WebhookSettings settings) {
        WebhookMessage built = WebhookMessage.of(notice, settings, writing, clock.instant());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        built.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, built.url());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setBody(built.body());
        exchange.setProperty(SENT_BYTES, (long) built.body().length);
    }

    /** Judges the target's answer. */
    public void judge(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Message message = exchange.getMessage();
        int status = Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .orElse(0);
        Map<String, String> headers = new HashMap<>();
        for (String name : TELLING) {
            Optional.ofNullable(message.getHeader(name, String.class)).ifPresent(value -> headers.put(name, value));
        }
        long sent = exchange.getProperty(SENT_BYTES, 0L, Long.class);
        SentMessage what = new SentMessage(notice.id(), sent);
        Outbound.end(exchange, receipts.judge(new VendorAnswer(status, headers, NO_BODY, what, clock.instant())));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        Outbound.end(exchange, SendFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }
}
