package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.bot.BotBook;
import routes.channel.webhook.WebhookChannel;
import routes.channel.webhook.WebhookSender;
import routes.notice.receipt.ReceiptBook;
import routes.subscription.WebhookBook;

/** The Webhook channel. */
public class WebhookWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public WebhookChannel webhookChannel(BotBook botBook) {
        return new WebhookChannel(botBook);
    }

    @BindToRegistry(lazy = true)
    public WebhookSender webhookSender(
            WebhookBook webhookBook, ReceiptBook receiptBook, @PropertyInject("veaiops.public-url") String publicUrl) {
        return new WebhookSender(
                webhookBook, receiptBook.of("webhook"), publicUrl.replaceAll("/+$", ""), Clock.systemUTC());
    }
}
