package routes.channel.wecom;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.channel.AccessTokens;
import routes.channel.BotSender;
import routes.channel.NoticeWriter;
import routes.channel.RouteCalls;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;

/** The WeCom channel. */
public class WeComWiring implements CamelConfiguration {
    @BindToRegistry
    public Medium wecomCardMedium() {
        return WeComMessenger.cards();
    }

    @BindToRegistry
    public Medium wecomTextMedium() {
        return WeComMessenger.texts();
    }

    @BindToRegistry(lazy = true)
    public WeComApi wecomApi(CamelContext context, Clock clock) {
        return new WeComApi(
                new RouteCalls(context.createProducerTemplate(), "channel-wecom-call"), new AccessTokens(clock));
    }

    @BindToRegistry(lazy = true)
    public WeComMessenger wecomMessenger(WeComApi wecomApi, NoticeWriter noticeWriter) {
        return new WeComMessenger(wecomApi, noticeWriter);
    }

    @BindToRegistry(lazy = true)
    public WeComChannel wecomChannel(
            BotRegistry botRegistry,
            WeComApi wecomApi,
            WeComMessenger wecomMessenger,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new WeComChannel(botRegistry, wecomApi, wecomMessenger, Duration.ofSeconds(window));
    }

    @BindToRegistry(lazy = true)
    public BotSender wecomSender(
            BotRegistry botRegistry, WeComMessenger wecomMessenger, ReceiptRegistry receiptRegistry, Clock clock) {
        return new BotSender(botRegistry, wecomMessenger, receiptRegistry.of("wecom"), clock);
    }
}
