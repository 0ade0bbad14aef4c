package routes.channel.webhook;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import routes.channel.HttpSend;
import routes.channel.Outbound;
import routes.common.security.UnreadableSecret;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRules;
import routes.subscription.WebhookSettings;

/** The steps around the HTTP call of {@code channel-webhook.camel.yaml}. */
public final class WebhookSender {
    private final Function<String, Optional<WebhookSettings>> webhooks;
    private final ReceiptRules receipts;
    private final WebhookMessage.Writing writing;
    private final Clock clock;

    /** @param webhooks of a subscription, by its id: {@code WebhookRegistry::webhookOf} */
    public WebhookSender(
            Function<String, Optional<WebhookSettings>> webhooks,
            ReceiptRules receipts,
            WebhookMessage.Writing writing,
            Clock clock) {
        this.webhooks = webhooks;
        this.receipts = receipts;
        this.writing = writing;
        this.clock = clock;
    }

    /** Makes the message the HTTP request; sets the result at once when there is nothing to send to. */
    public void begin(Exchange exchange) {
        Notice notice = Outbound.notice(exchange);
        try {
            webhooks.apply(notice.subscriptionId())
                    .filter(found -> found.url().equals(notice.target().address()))
                    .ifPresentOrElse(
                            settings -> request(exchange, notice, settings),
                            () -> HttpSend.skip(
                                    exchange, "the subscription is gone, its webhook is off, or its URL has changed"));
        } catch (UnreadableSecret e) {
            HttpSend.skip(exchange, e.getMessage());
        }
    }

    private void request(Exchange exchange, Notice notice, WebhookSettings settings) {
        WebhookMessage built = WebhookMessage.of(notice, settings, writing, clock.instant());
        List<String> secrets = new ArrayList<>(List.of(built.url()));
        settings.headers().values().forEach(value -> secrets.add(value.reveal()));
        HttpSend.prepare(exchange, new HttpSend.Post(built.url(), built.headers(), built.body(), secrets));
    }

    /** Judges the target's answer. */
    public void judge(Exchange exchange) {
        Outbound.end(exchange, HttpSend.judged(exchange, receipts, clock));
    }

    /** Judges a call that brought no answer. */
    public void failed(Exchange exchange) {
        HttpSend.failed(exchange);
    }
}
