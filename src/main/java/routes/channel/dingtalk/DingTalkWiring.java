package routes.channel.dingtalk;

import java.security.SecureRandom;
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

/** The DingTalk channel. */
public class DingTalkWiring implements CamelConfiguration {
    private static final SecureRandom RANDOM = new SecureRandom();

    @BindToRegistry
    public Medium dingtalkCardMedium() {
        return DingTalkMessenger.cards();
    }

    @BindToRegistry(lazy = true)
    public DingTalkApi dingtalkApi(CamelContext context, Clock clock) {
        return new DingTalkApi(
                new RouteCalls(context.createProducerTemplate(), "channel-dingtalk-call"), new AccessTokens(clock));
    }

    @BindToRegistry(lazy = true)
    public DingTalkChannel dingtalkChannel(
            BotRegistry botRegistry,
            DingTalkApi dingtalkApi,
            DingTalkMessenger dingtalkMessenger,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new DingTalkChannel(
                botRegistry, dingtalkApi, dingtalkMessenger, Duration.ofSeconds(window), DingTalkWiring::sixteenBytes);
    }

    @BindToRegistry(lazy = true)
    public DingTalkMessenger dingtalkMessenger(DingTalkApi dingtalkApi, NoticeWriter noticeWriter, Clock clock) {
        return new DingTalkMessenger(dingtalkApi, noticeWriter, clock);
    }

    @BindToRegistry(lazy = true)
    public BotSender dingtalkSender(
            BotRegistry botRegistry,
            DingTalkMessenger dingtalkMessenger,
            ReceiptRegistry receiptRegistry,
            Clock clock) {
        return new BotSender(botRegistry, dingtalkMessenger, receiptRegistry.of("dingtalk"), clock);
    }

    private static byte[] sixteenBytes() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
