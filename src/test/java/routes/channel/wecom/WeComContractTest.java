package routes.channel.wecom;

import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import routes.channel.Channel;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.FakeWeCom;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;
import routes.notice.Notice;
import routes.notice.SendResult;

/** WeCom holds the contract of channels, as a group robot and as an application. */
@Tag("slow")
class WeComContractTest {
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    @Nested
    class Robot extends ChannelContract {
        @Override
        protected Subject open() throws Exception {
            FakeWeCom platform = new FakeWeCom(Clock.systemUTC());
            Bot ops = bot("WeChat", "ops", "webhook_url", platform.robot("k3y-of-robot"));
            return new WeCom(platform, ops, "group", List.of("/cgi-bin/webhook/send", "k3y-of-robot"));
        }
    }

    @Nested
    class Application extends ChannelContract {
        @Override
        protected Subject open() throws Exception {
            FakeWeCom platform = new FakeWeCom(Clock.systemUTC());
            platform.app("corp", "s3cret-of-app");
            platform.group("chat");
            Bot ops = bot("WeChat", "ops", "corp_id", "corp", "agent_id", "7", "secret", "s3cret-of-app");
            return new WeCom(platform, ops, "chat", List.of("/cgi-bin/appchat/send", "s3cret-of-app"));
        }
    }

    @Nested
    class Card extends ChannelContract {
        @Override
        protected Subject open() throws Exception {
            FakeWeCom platform = new FakeWeCom(Clock.systemUTC());
            platform.app("corp", "s3cret-of-app");
            platform.person("li");
            Bot ops = bot(
                    "WeChat",
                    "corp",
                    "agent_id",
                    "7",
                    "secret",
                    "s3cret-of-app",
                    "callback_token",
                    "t0ken-of-app",
                    "callback_aes_key",
                    KEY);
            return new WeCom(
                    platform, ops, "user:li", List.of("/cgi-bin/message/send", "s3cret-of-app", "t0ken-of-app", KEY));
        }
    }

    /** @param words path of the call that carries a message, then the secrets */
    private static final class WeCom implements ChannelContract.Subject {
        private static final String TOO_LONG = "长".repeat(40_000);
        private final FakeWeCom platform;
        private final WeComRoute route;
        private final Bot ops;
        private final String address;
        private final List<String> words;
        private int number;

        WeCom(FakeWeCom platform, Bot ops, String address, List<String> words) throws Exception {
            this.platform = platform;
            this.ops = ops;
            this.address = address;
            this.words = words;
            this.route = WeComRoute.start(platform, BotsInMemory.of(ops), Clock.systemUTC());
        }

        @Override
        public Channel channel() {
            return route.channel();
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
            return WeComRoute.notice(SampleEvent.anEvent().numbered(++number).build(), address, ops.botId());
        }

        @Override
        public Notice tooLong() {
            SampleEvent event = SampleEvent.anEvent()
                    .numbered(++number)
                    .labelled("host", TOO_LONG)
                    .labelled("rule", TOO_LONG);
            return WeComRoute.notice(event.build(), address, ops.botId());
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().equals(words.get(0));
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.json(200, Map.of("errcode", 40008, "errmsg", "invalid message type"));
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.json(200, Map.of("errcode", 45009, "errmsg", "api freq out of limit"));
        }

        @Override
        public List<String> secrets() {
            return words.subList(1, words.size());
        }

        @Override
        public int longestBody() {
            return 4_600;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}
