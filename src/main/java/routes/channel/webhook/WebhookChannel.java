package routes.channel.webhook;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.channel.Outbound;
import routes.channel.SendFailure;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.subscription.WebhookBook;
import routes.subscription.WebhookSettings;

/** The steps around the HTTP call of {@code channel-webhook.camel.yaml}. */
public final class WebhookChannel {
    private final WebhookBook webhooks;
    private final String publicUrl;
    private final Clock clock;

    public WebhookChannel(WebhookBook webhooks, String publicUrl, Clock clock) {
        this.webhooks = webhooks;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is nothing to send to. */
    public void build(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Optional<WebhookSettings> settings = webhooks.webhookOf(notice.subscriptionId())
                .filter(found -> found.url().equals(notice.target().address()));
        if (settings.isEmpty()) {
            Outbound.end(
                    exchange,
                    new SendResult.Skipped(
                            FailureReason.NOT_CONFIGURED,
                            "the subscription is gone, its webhook is off, or its URL has changed"));
            return;
        }
        WebhookMessage built = WebhookMessage.of(notice, settings.get(), publicUrl, clock.instant());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        built.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, built.url());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setBody(built.body());
    }

    /** Judges the target's answer. */
    public void judge(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        Message message = exchange.getMessage();
        Outbound.end(
                exchange,
                WebhookAnswer.of(
                        message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                        message.getHeader("Retry-After", String.class),
                        notice.id(),
                        clock.instant()));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        Outbound.end(exchange, SendFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }
}
