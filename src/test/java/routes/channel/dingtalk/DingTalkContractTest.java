package routes.channel.dingtalk;

import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import routes.channel.Channel;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeDingTalk;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;
import routes.notice.Notice;
import routes.notice.SendResult;

/** DingTalk holds the contract of channels, as a group robot and as an application. */
@Tag("slow")
class DingTalkContractTest {
    private static final String TOO_LONG = "长".repeat(40_000);

    @Nested
    class Robot extends ChannelContract {
        @Override
        protected Subject open() throws Exception {
            FakeDingTalk platform = new FakeDingTalk(Clock.systemUTC());
            String url = platform.robot("t0ken-of-robot", "SEC-of-robot");
            return new DingTalk(
                    platform,
                    bot("DingTalk", "ops", "webhook_url", url, "webhook_secret", "SEC-of-robot"),
                    List.of("/robot/send", "t0ken-of-robot", "SEC-of-robot"));
        }
    }

    @Nested
    class Application extends ChannelContract {
        @Override
        protected Subject open() throws Exception {
            FakeDingTalk platform = new FakeDingTalk(Clock.systemUTC());
            platform.api().app("ops", "s3cret-of-app");
            platform.api().group("cid-1");
            return new DingTalk(
                    platform,
                    bot("DingTalk", "ops", "secret", "s3cret-of-app", "event_token", "t0ken-of-events"),
                    List.of("/v1.0/robot/groupMessages/send", "s3cret-of-app", "t0ken-of-events"));
        }
    }

    /** @param words path of the call that carries a message, then the secrets */
    private static final class DingTalk implements ChannelContract.Subject {
        private final FakeDingTalk platform;
        private final DingTalkRoute route;
        private final List<String> words;
        private int number;

        DingTalk(FakeDingTalk platform, routes.channel.bot.Bot ops, List<String> words) throws Exception {
            this.platform = platform;
            this.words = words;
            this.route = DingTalkRoute.start(platform, BotsInMemory.of(ops), Clock.systemUTC());
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
            return DingTalkRoute.notice(SampleEvent.anEvent().numbered(++number).build(), "cid-1", "ops");
        }

        @Override
        public Notice tooLong() {
            return DingTalkRoute.notice(
                    SampleEvent.anEvent()
                            .numbered(++number)
                            .labelled("host", TOO_LONG)
                            .labelled("rule", TOO_LONG)
                            .build(),
                    "cid-1",
                    "ops");
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().equals(words.get(0));
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.json(200, Map.of("errcode", 310000, "errmsg", "keywords not in content"));
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.json(
                    200, Map.of("errcode", 130101, "errmsg", "send too fast, exceed 20 times per minute"));
        }

        @Override
        public List<String> secrets() {
            return words.subList(1, words.size());
        }

        @Override
        public int longestBody() {
            return 20_000;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}
