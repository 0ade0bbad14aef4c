package routes.wiring;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.channel.webhook.WebhookChannel;
import routes.channel.webhook.WebhookMessage;
import routes.channel.webhook.WebhookSender;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.WebhookRegistry;

/** The Webhook channel. */
public class WebhookWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public WebhookChannel webhookChannel(BotRegistry botRegistry) {
        return new WebhookChannel(botRegistry);
    }

    @BindToRegistry(lazy = true)
    public WebhookSender webhookSender(
            WebhookRegistry webhookRegistry,
            ReceiptRegistry receiptRegistry,
            NoticeWriter noticeWriter,
            Clock clock,
            @PropertyInject("veaiops.public-url") String publicUrl) {
        WebhookMessage.Writing writing = new WebhookMessage.Writing(
                publicUrl.replaceAll("/+$", ""),
                notice -> noticeWriter.write(notice, RenderWiring.webhook()).text());
        return new WebhookSender(webhookRegistry::webhookOf, receiptRegistry.of("webhook"), writing, clock);
    }
}
