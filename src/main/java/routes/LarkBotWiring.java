package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import routes.bot.BotBook;
import routes.channel.BotSender;
import routes.channel.NoticeWriter;
import routes.channel.lark.LarkBotChannel;
import routes.channel.lark.LarkBotMessenger;
import routes.channel.lark.LarkMarkup;
import routes.notice.receipt.ReceiptBook;
import routes.notice.render.Medium;

/** The custom bots of Lark groups. */
public class LarkBotWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public LarkBotChannel larkBotChannel() {
        return new LarkBotChannel();
    }

    @BindToRegistry(lazy = true)
    public BotSender larkBotSender(BotBook botBook, NoticeWriter noticeWriter, ReceiptBook receiptBook) {
        Medium cards = LarkMarkup.cards().within(LarkBotMessenger.MOST_CARD_BYTES);
        LarkBotMessenger messenger = new LarkBotMessenger(
                content -> noticeWriter.writeStill(content, cards).text(), CLOCK);
        return new BotSender(botBook, messenger, receiptBook.of("lark-bot"), CLOCK);
    }
}
