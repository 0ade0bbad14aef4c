package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.bot.BotBook;
import routes.channel.AccessTokens;
import routes.channel.CardButtons;
import routes.channel.ChatLinks;
import routes.channel.RouteCalls;
import routes.channel.lark.LarkApi;
import routes.channel.lark.LarkCards;
import routes.channel.lark.LarkChannel;
import routes.channel.lark.LarkMarkup;
import routes.channel.lark.LarkSender;
import routes.notice.receipt.ReceiptBook;
import routes.notice.render.Content;
import routes.notice.render.Look;
import routes.notice.render.NoticeRenderer;
import routes.store.MongoCardTemplates;
import routes.store.MongoMessages;
import routes.store.MongoTold;
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** The Lark channel. */
public class LarkWiring implements CamelConfiguration {
    private static final int RECENT_MESSAGES = 20;
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public LarkApi larkApi(CamelContext context) {
        return new LarkApi(
                new RouteCalls(context.createProducerTemplate(), "channel-lark-call"), new AccessTokens(CLOCK));
    }

    @BindToRegistry(lazy = true)
    public LarkChannel larkChannel(
            BotBook botBook,
            LarkApi larkApi,
            LarkCards larkCards,
            CardButtons cardButtons,
            @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new LarkChannel(botBook, larkApi, larkCards, cardButtons, Duration.ofSeconds(window));
    }

    @BindToRegistry(lazy = true)
    public LarkCards larkCards(CamelContext context, LarkCards.Templates larkTemplates, CardButtons cardButtons) {
        return new LarkCards(larkTemplates, (notice, note, actionable) -> {
            NoticeRenderer renderer = context.getRegistry().findSingleByType(NoticeRenderer.class);
            Look look = context.getRegistry().findSingleByType(Look.class);
            Content content = Content.of(notice)
                    .with(actionable ? cardButtons.under(notice) : List.of())
                    .mentioning(note);
            return renderer.render(content, LarkMarkup.cards(), look).text();
        });
    }

    @BindToRegistry(lazy = true)
    public LarkSender.Writing larkWriting(LarkCards larkCards, MongoMessages messages, MongoTold told) {
        return new LarkSender.Writing(
                larkCards,
                (bot, chat) -> messages.speakers(LarkChannel.TYPE, bot, chat, RECENT_MESSAGES),
                told::earlierMessages);
    }

    @BindToRegistry(lazy = true)
    public LarkSender larkSender(
            BotBook botBook, LarkApi larkApi, LarkSender.Writing larkWriting, ReceiptBook receiptBook) {
        return new LarkSender(botBook, larkApi, larkWriting, receiptBook.of("lark-app"), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public LarkCards.Templates larkTemplates(CamelContext context, MongoDatabase mongoDatabase) {
        CardTemplates stored = new MongoCardTemplates(mongoDatabase);
        return new LarkCards.Templates() {
            @Override
            public Optional<String> of(String agentType) {
                return stored
                        .list(new CardTemplates.Filter(List.of(agentType), List.of(LarkChannel.TYPE), "", false), 0, 1)
                        .items()
                        .stream()
                        .map(CardTemplate::templateId)
                        .findFirst();
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
