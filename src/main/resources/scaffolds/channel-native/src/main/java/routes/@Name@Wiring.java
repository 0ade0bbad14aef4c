package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.bot.BotBook;
import routes.channel.NoticeWriter;
import routes.channel.@package@.@Name@Channel;
import routes.channel.@package@.@Name@Config;
import routes.notice.receipt.ReceiptBook;
import routes.notice.render.CommonDialect;
import routes.notice.render.Medium;

/** Registers @Name@: the channel, and what its messages are made of. */
public class @Name@Wiring implements CamelConfiguration {
    public static final Medium MEDIUM = Medium.json("@package@", CommonDialect.MARKDOWN, 8000);

    @BindToRegistry
    public Medium @package@Medium() {
        return MEDIUM;
    }

    @BindToRegistry(lazy = true)
    public @Name@Channel @package@Channel(
            BotBook botBook,
            NoticeWriter noticeWriter,
            ReceiptBook receiptBook,
            @PropertyInject(value = "veaiops.channel.@package@.base-url", defaultValue = "https://@name@.example")
                    String baseUrl) {
        return new @Name@Channel(
                botBook,
                notice -> noticeWriter.write(notice, MEDIUM).text(),
                receiptBook.of("webhook"),
                new @Name@Config(baseUrl, Clock.systemUTC()));
    }
}
