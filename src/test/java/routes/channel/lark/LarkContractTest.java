package routes.channel.lark;

import static routes.fakes.BotsInMemory.bot;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import routes.channel.Channel;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeLark;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.kits.ChannelContract;
import routes.notice.Notice;
import routes.notice.SendResult;

/** Lark holds the contract of channels. */
class LarkContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return new Lark();
    }

    private static final class Lark implements Subject {
        private static final BotsInMemory BOTS =
                BotsInMemory.of(bot("Lark", "cli_1", "secret", "s3cret-of-app", "encrypt_key", "key-of-app"));
        private final FakeLark platform =
                new FakeLark(Clock.systemUTC()).app("cli_1", "s3cret-of-app").group("oc_1", "Ops");
        private final LarkRoute route = LarkRoute.start(platform, BOTS);
        private final Channel channel = route.channel(BOTS);
        private int number;

        Lark() throws Exception {}

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
            platform.group("oc_" + ++number, "Ops");
            return LarkRoute.notice(SampleEvent.anEvent().numbered(number), "oc_" + number);
        }

        @Override
        public Notice tooLong() {
            platform.group("oc_" + ++number, "Ops");
            return LarkRoute.notice(
                    SampleEvent.anEvent().numbered(number).labelled("note", "长".repeat(40_000)), "oc_" + number);
        }

        @Override
        public boolean carriesMessage(PlatformCall call) {
            return call.path().startsWith("/open-apis/im/v1/messages");
        }

        @Override
        public PlatformAnswer businessError() {
            return PlatformAnswer.json(200, Map.of("code", 230002, "msg", "Bot/User can NOT be out of the chat."));
        }

        @Override
        public PlatformAnswer throttled() {
            return PlatformAnswer.json(400, Map.of("code", 99991400, "msg", "request trigger frequency limit"))
                    .with("x-ogw-ratelimit-reset", "7");
        }

        @Override
        public List<String> secrets() {
            return List.of("s3cret-of-app", "key-of-app", platformToken());
        }

        /** Known once the platform gave it. */
        private String platformToken() {
            return platform.calls("/open-apis/im/v1/messages").stream()
                    .flatMap(call -> call.header("authorization").stream())
                    .findFirst()
                    .map(bearer -> bearer.replace("Bearer ", ""))
                    .orElse("t-cli_1-");
        }

        @Override
        public int longestBody() {
            return 60_000;
        }

        @Override
        public void close() {
            route.close();
            platform.close();
        }
    }
}
