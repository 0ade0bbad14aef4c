package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.bot.BotBook;
import routes.channel.NoticeWriter;
import routes.channel.webhook.WebhookChannel;
import routes.channel.webhook.WebhookMessage;
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
            WebhookBook webhookBook,
            ReceiptBook receiptBook,
            NoticeWriter noticeWriter,
            @PropertyInject("veaiops.public-url") String publicUrl) {
        WebhookMessage.Writing writing = new WebhookMessage.Writing(
                publicUrl.replaceAll("/+$", ""),
                notice -> noticeWriter.write(notice, RenderWiring.webhook()).text());
        return new WebhookSender(webhookBook, receiptBook.of("webhook"), writing, Clock.systemUTC());
    }
}
