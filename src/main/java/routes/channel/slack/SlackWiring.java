package routes.channel.slack;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.channel.NoticeWriter;
import routes.channel.PeopleLookup;
import routes.channel.RouteCalls;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;

/** The beans of Slack. */
public class SlackWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public SlackCards slackCards(CamelContext context, NoticeWriter noticeWriter, PeopleLookup peopleLookup) {
        return new SlackCards(
                noticeWriter,
                new SlackPeople(
                        new RouteCalls(context.createProducerTemplate(), "channel-slack-people"), peopleLookup));
    }

    @BindToRegistry(lazy = true)
    public SlackChannel slackChannel(CamelContext context, BotRegistry botRegistry, SlackCards slackCards) {
        return new SlackChannel(
                botRegistry,
                new RouteCalls(context.createProducerTemplate(), "channel-slack-call"),
                new RouteCalls(context.createProducerTemplate(), "channel-slack-file"),
                slackCards);
    }

    @BindToRegistry(lazy = true)
    public SlackSender slackSender(
            BotRegistry botRegistry, SlackCards slackCards, ReceiptRegistry receiptRegistry, Clock clock) {
        return new SlackSender(botRegistry, slackCards, receiptRegistry.of("slack"), clock);
    }
}
