package routes.examples.lantern;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.CommonDialect;
import routes.notice.render.Medium;

/** Registers Lantern: the channel, and what its messages are made of. */
public class LanternWiring implements CamelConfiguration {
    static final Medium MEDIUM = Medium.json("lantern", CommonDialect.MARKDOWN, 8000);

    @BindToRegistry
    public Medium lanternMedium() {
        return MEDIUM;
    }

    @BindToRegistry(lazy = true)
    public LanternChannel lanternChannel(
            BotRegistry botRegistry,
            NoticeWriter noticeWriter,
            ReceiptRegistry receiptRegistry,
            @PropertyInject(value = "veaiops.channel.lantern.base-url", defaultValue = "http://127.0.0.1:1")
                    String baseUrl) {
        return new LanternChannel(
                botRegistry,
                notice -> noticeWriter.write(notice, MEDIUM).text(),
                receiptRegistry.of("webhook"),
                baseUrl);
    }
}
