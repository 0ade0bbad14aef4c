package routes.wiring;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.channel.AccessTokens;
import routes.channel.CardButtons;
import routes.channel.ChatLinks;
import routes.channel.NoticeWriter;
import routes.channel.PeopleLookup;
import routes.channel.PlatformCalls;
import routes.channel.RouteCalls;
import routes.channel.TemplateNames;
import routes.channel.bot.BotRegistry;
import routes.channel.lark.LarkApi;
import routes.channel.lark.LarkCards;
import routes.channel.lark.LarkChannel;
import routes.channel.lark.LarkPeople;
import routes.channel.lark.LarkSender;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRegistry;
import routes.store.MongoMessages;

/** The Lark channel. */
public class LarkWiring implements CamelConfiguration {
    private static final int RECENT_MESSAGES = 20;

    @BindToRegistry(lazy = true)
    public LarkApi larkApi(CamelContext context, Clock clock) {
        return new LarkApi(
                new RouteCalls(context.createProducerTemplate(), "channel-lark-call"), new AccessTokens(clock));
    }

    @BindToRegistry(lazy = true)
    public LarkChannel larkChannel(
            BotRegistry botRegistry,
            LarkApi larkApi,
            LarkCards larkCards,
            CardButtons cardButtons,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new LarkChannel(botRegistry, larkApi, larkCards, cardButtons, Duration.ofSeconds(window));
    }

    @BindToRegistry(lazy = true)
    public LarkCards larkCards(
            CamelContext context,
            NoticeWriter noticeWriter,
            LarkCards.Templates larkTemplates,
            LarkApi larkApi,
            PeopleLookup peopleLookup) {
        PlatformCalls calls = new RouteCalls(context.createProducerTemplate(), "channel-lark-people");
        return new LarkCards(noticeWriter, larkTemplates, new LarkPeople(calls, larkApi, peopleLookup));
    }

    @BindToRegistry(lazy = true)
    public LarkSender larkSender(
            BotRegistry botRegistry,
            LarkApi larkApi,
            LarkCards larkCards,
            MongoMessages messages,
            ReceiptRegistry receiptRegistry,
            Clock clock) {
        return new LarkSender(
                botRegistry,
                larkApi,
                larkCards,
                (bot, chat) -> messages.speakers(LarkChannel.TYPE, bot, chat, RECENT_MESSAGES),
                receiptRegistry.of("lark-app"),
                clock);
    }

    @BindToRegistry(lazy = true)
    public LarkCards.Templates larkTemplates(CamelContext context, TemplateNames templateNames) {
        return new LarkCards.Templates() {
            @Override
            public String of(Notice notice) {
                return templateNames.of(notice);
            }

            @Override
            public String chatLink(String botId, String chatId) {
                return context.getRegistry()
                        .lookupByNameAndType("chatLinks", ChatLinks.class)
                        .of(LarkChannel.TYPE, botId, chatId)
                        .orElse("");
            }
        };
    }
}
