package routes.channel.lark;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import routes.channel.BotSender;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;

/** The custom bots of Lark groups. */
public class LarkBotWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public LarkBotChannel larkBotChannel() {
        return new LarkBotChannel();
    }

    @BindToRegistry(lazy = true)
    public BotSender larkBotSender(
            BotRegistry botRegistry, NoticeWriter noticeWriter, ReceiptRegistry receiptRegistry, Clock clock) {
        Medium cards = LarkMarkup.cards().within(LarkBotMessenger.MOST_CARD_BYTES);
        LarkBotMessenger messenger = new LarkBotMessenger(
                content -> noticeWriter.writeStill(content, cards).text(), clock);
        return new BotSender(botRegistry, messenger, receiptRegistry.of("lark-bot"), clock);
    }
}
