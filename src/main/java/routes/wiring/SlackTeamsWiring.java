package routes.wiring;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.channel.NoticeWriter;
import routes.channel.RouteCalls;
import routes.channel.bot.BotRegistry;
import routes.channel.slack.SlackCards;
import routes.channel.slack.SlackChannel;
import routes.channel.slack.SlackSender;
import routes.channel.teams.TeamsChannel;
import routes.channel.teams.TeamsMarkup;
import routes.channel.teams.TeamsSender;
import routes.notice.receipt.ReceiptRegistry;

/** The Slack and Teams channels. */
public class SlackTeamsWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public SlackCards slackCards(NoticeWriter noticeWriter) {
        return new SlackCards(noticeWriter);
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
    public SlackSender slackSender(BotRegistry botRegistry, SlackCards slackCards, ReceiptRegistry receiptRegistry) {
        return new SlackSender(botRegistry, slackCards, receiptRegistry.of("slack"), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public TeamsChannel teamsChannel() {
        return new TeamsChannel();
    }

    @BindToRegistry(lazy = true)
    public TeamsSender teamsSender(
            BotRegistry botRegistry, NoticeWriter noticeWriter, ReceiptRegistry receiptRegistry) {
        return new TeamsSender(
                botRegistry,
                notice -> noticeWriter.write(notice, TeamsMarkup.messages()).text(),
                receiptRegistry.of("teams"),
                CLOCK);
    }
}
