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
import routes.subscription.CardTemplate;
import routes.subscription.CardTemplates;

/** The Lark channel. */
public class LarkWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public LarkApi larkApi(CamelContext context) {
        return new LarkApi(
                new RouteCalls(context.createProducerTemplate(), "channel-lark-call"), new AccessTokens(CLOCK));
    }

    @BindToRegistry(lazy = true)
    public LarkChannel larkChannel(
            BotBook botBook, LarkApi larkApi, @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new LarkChannel(botBook, larkApi, Duration.ofSeconds(window));
    }

    @BindToRegistry(lazy = true)
    public LarkCards larkCards(
            MongoDatabase mongoDatabase, NoticeRenderer noticeRenderer, Look usualLook, CardButtons cardButtons) {
        return new LarkCards(templates(new MongoCardTemplates(mongoDatabase)), notice -> noticeRenderer
                .render(Content.of(notice).with(cardButtons.under(notice)), LarkMarkup.cards(), usualLook)
                .text());
    }

    @BindToRegistry(lazy = true)
    public LarkSender larkSender(BotBook botBook, LarkApi larkApi, LarkCards larkCards, ReceiptBook receiptBook) {
        LarkSender.Writing writing = new LarkSender.Writing(larkCards, (bot, chat) -> List.of());
        return new LarkSender(botBook, larkApi, writing, receiptBook.of("lark-app"), CLOCK);
    }

    private static LarkCards.Templates templates(CardTemplates stored) {
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
                return "";
            }
        };
    }
}
