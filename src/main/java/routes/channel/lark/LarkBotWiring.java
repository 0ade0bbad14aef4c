package routes.channel.lark;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import routes.channel.BotSender;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;

/** The custom bots of Lark groups. */
public class LarkBotWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public LarkBotChannel larkBotChannel() {
        return new LarkBotChannel();
    }

    @BindToRegistry(lazy = true)
    public BotSender larkBotSender(
            BotRegistry botRegistry, NoticeWriter noticeWriter, ReceiptRegistry receiptRegistry, Clock clock) {
        return new BotSender(
                botRegistry, new LarkBotMessenger(noticeWriter, clock), receiptRegistry.of("lark-bot"), clock);
    }
}
