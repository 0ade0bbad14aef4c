package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routes.channel.BotSender;
import routes.channel.Channel;
import routes.channel.NoticeWriter;
import routes.channel.bot.CredentialCheck;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeLark;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;

/** Custom bots of Lark groups hold the contract of channels. */
class LarkBotContractTest extends ChannelContract {
    private static final String HOOK = "0f3c9e7a-secret-hook";
    private static final String SECRET = "s1gning-secret";

    @Override
    protected Subject open() throws Exception {
        return new CustomBot();
    }

    @Test
    void an_address_that_is_none_is_refused_before_it_is_stored() {
        assertThat(new LarkBotChannel().check(bot("LarkBot", "b", "webhook_url", "https://open.feishu.cn/")))
                .isInstanceOf(CredentialCheck.Invalid.class);
        assertThat(new LarkBotChannel()
                        .check(bot("LarkBot", "b", "webhook_url", "https://open.feishu.cn/open-apis/bot/v2/hook/x-1")))
                .isEqualTo(CredentialCheck.Valid.UNTOLD);
    }

    @Test
    void a_wrong_secret_is_reported_with_its_remedy() {
        subject().platform().next(PlatformAnswer.json(200, Map.of("code", 19021, "msg", "sign match fail")));

        assertThat(subject().send(subject().notice()).said().remedy()).contains("signing secret");
    }

    @Test
    void a_problem_calls_the_people_that_the_bot_names() {
        subject().send(subject().notice());

        assertThat(subject().platform().calls()).last().satisfies(call -> assertThat(call.text())
                .contains("<at id=ou_a1></at>"));
    }

    private static final class CustomBot implements Subject {
        private final FakeLark platform = new FakeLark(Clock.systemUTC());
        private final Channel channel = new LarkBotChannel();
        private final ChannelRoute route;
        private int number;

        CustomBot() throws Exception {
            BotsInMemory bots = BotsInMemory.of(bot(
                    "LarkBot",
                    "b1",
                    "webhook_url",
                    platform.hook(HOOK, SECRET),
                    "webhook_secret",
                    SECRET,
                    "mentions",
                    "ou_a1"));
            NoticeWriter writer = Writers.english();
            LarkBotMessenger messenger = new LarkBotMessenger(writer, Clock.systemUTC());
            BotSender sender = new BotSender(
                    bots, messenger, ReceiptRegistry.load(Optional.empty()).of("lark-bot"), Clock.systemUTC());
            route = ChannelRoute.start("channel-larkbot", List.of(), Map.of("larkBotSender", sender), Map.of());
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public FakePlatform platform() {
            return platform;
        }

        @Override
        public SendResult send(Notice notice) {
            return route.send(notice);
        }

        @Override
        public Notice notice() {
            return notice(SampleEvent.anEvent().numbered(++number));
        }

        @Override
        public Notice tooLong() {
            return notice(SampleEvent.anEvent().numbered(++number).labelled("note", "长".repeat(40_000)));
        }

        private static Notice notice(SampleEvent event) {
            return ChannelRoute.notice(event.build(), new Subscription.Target("LarkBot", "group", "b1", null));
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().contains("/hook/");
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.json(200, Map.of("code", 19024, "msg", "Key Words Not Found"));
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.json(200, Map.of("code", 11232, "msg", "frequency limited"));
        }

        @Override
        public List<String> secrets() {
            return List.of(HOOK, SECRET);
        }

        @Override
        public int longestBody() {
            return 20_480;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}
