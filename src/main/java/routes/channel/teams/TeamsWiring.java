package routes.channel.teams;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.notice.receipt.ReceiptRegistry;

/** The beans of Teams. */
public class TeamsWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public TeamsChannel teamsChannel() {
        return new TeamsChannel();
    }

    @BindToRegistry(lazy = true)
    public TeamsSender teamsSender(
            BotRegistry botRegistry, NoticeWriter noticeWriter, ReceiptRegistry receiptRegistry, Clock clock) {
        return new TeamsSender(botRegistry, new TeamsCards(noticeWriter), receiptRegistry.of("teams"), clock);
    }
}
