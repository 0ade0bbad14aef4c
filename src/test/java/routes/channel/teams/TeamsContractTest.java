package routes.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.channel.Channel;
import routes.channel.NoticeWriter;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.FakeTeams;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;

/** Teams holds the contract of channels, and posts what a workflow shows. */
class TeamsContractTest extends ChannelContract {
    private Teams teams;

    @Override
    protected Subject open() throws Exception {
        teams = new Teams();
        return teams;
    }

    @Test
    void the_card_shows_level_title_and_links() {
        teams.send(teams.notice());

        assertThat(teams.platform.shown()).last().satisfies(message -> {
            assertThat(message.at("/attachments/0/content/body/0/text").asText())
                    .contains("P1", "CPU of web-1");
            assertThat(message.at("/attachments/0/content/body/0/color").asText())
                    .isEqualTo("warning");
            assertThat(message.at("/attachments/0/content/actions/0/url").asText())
                    .startsWith("https://aiops.example/");
        });
    }

    @Test
    void a_workflow_that_is_gone_or_has_another_secret_says_so() {
        assertThat(teams.send(Teams.to("gone")))
                .isInstanceOfSatisfying(SendResult.TryLater.class, later -> assertThat(later.reason())
                        .isEqualTo(FailureReason.AUTH));
        assertThat(teams.send(Teams.to("nobody"))).isInstanceOf(SendResult.Skipped.class);
    }

    private static final class Teams implements Subject {
        private static final String SECRET = "s1g-of-the-workflow";
        private final FakeTeams platform = new FakeTeams(Clock.systemUTC());
        private final BotsInMemory bots;
        private final ChannelRoute route;
        private int number;

        Teams() throws Exception {
            List<Bot> known = new ArrayList<>();
            for (int flow = 1; flow <= 40; flow++) {
                known.add(bot("Teams", "flow-" + flow, "webhook_url", platform.workflow("w" + flow, SECRET)));
            }
            known.add(
                    bot("Teams", "gone", "webhook_url", platform.url() + "/workflows/gone/paths/invoke?sig=" + SECRET));
            bots = BotsInMemory.of(known.toArray(Bot[]::new));
            NoticeWriter writer = Writers.english();
            TeamsSender sender = new TeamsSender(
                    bots,
                    new TeamsCards(writer),
                    ReceiptRegistry.load(Optional.empty()).of("teams"),
                    Clock.systemUTC());
            route = ChannelRoute.start("channel-teams", List.of(), Map.of("teamsSender", sender), Map.of());
        }

        static Notice to(String botId) {
            return ChannelRoute.notice(
                    SampleEvent.anEvent().build(), new Subscription.Target("Teams", "flow", botId, null));
        }

        @Override
        public Channel channel() {
            return new TeamsChannel();
        }

        @Override
        public FakePlatform platform() {
            return platform;
        }

        @Override
        public SendResult send(Notice notice) {
            return route.send(notice);
        }

        /** Each to a workflow of its own: one takes four a second only. */
        @Override
        public Notice notice() {
            return to("flow-" + ++number);
        }

        @Override
        public Notice tooLong() {
            SampleEvent event = SampleEvent.anEvent().labelled("value", "长".repeat(40_000));
            return ChannelRoute.notice(
                    event.build(), new Subscription.Target("Teams", "flow", "flow-" + ++number, null));
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().startsWith("/workflows/");
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.text(
                    200,
                    "Webhook message delivery failed with error: Microsoft Teams endpoint returned"
                            + " HTTP error 413 with ContextId x");
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.text(429, "Rate limit is exceeded.").with("Retry-After", "7");
        }

        @Override
        public List<String> secrets() {
            return List.of(SECRET);
        }

        @Override
        public int longestBody() {
            return 28 * 1024;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}
