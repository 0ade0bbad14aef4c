package routes.channel.@package@;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.channel.bot.BotRegistry;
import routes.channel.NoticeWriter;
import routes.notice.receipt.ReceiptRegistry;
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
            BotRegistry botRegistry,
            NoticeWriter noticeWriter,
            ReceiptRegistry receiptRegistry,
            @PropertyInject(value = "veaiops.channel.@package@.base-url", defaultValue = "https://@name@.example")
                    String baseUrl) {
        return new @Name@Channel(
                botRegistry,
                notice -> noticeWriter.write(notice, MEDIUM).text(),
                receiptRegistry.of("webhook"),
                new @Name@Config(baseUrl, Clock.systemUTC()));
    }
}
