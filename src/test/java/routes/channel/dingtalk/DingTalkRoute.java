package routes.channel.dingtalk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.AccessTokens;
import routes.channel.BotSender;
import routes.channel.NoticeWriter;
import routes.channel.PlatformCalls;
import routes.channel.RouteCalls;
import routes.channel.bot.BotRegistry;
import routes.event.PublishedEvent;
import routes.fakes.FakeDingTalk;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Content;
import routes.subscription.Subscription;

/** DingTalk's routes of the application against a fake DingTalk. */
final class DingTalkRoute implements AutoCloseable {
    private final Late calls = new Late();
    private final DingTalkApi api;
    private final DingTalkChannel channel;
    private final ChannelRoute route;

    /** The calls of a context that is made after those who call. */
    private static final class Late implements PlatformCalls {
        private volatile PlatformCalls real;

        @Override
        public Answer call(Request request) {
            return real.call(request);
        }
    }

    private DingTalkRoute(FakeDingTalk dingtalk, BotRegistry book, Clock clock) throws Exception {
        api = new DingTalkApi(calls, new AccessTokens(clock));
        NoticeWriter writer = Writers.english(new Content.Button("acknowledge", "v1:sealed"));
        DingTalkMessenger messenger = new DingTalkMessenger(api, writer, clock);
        channel = new DingTalkChannel(book, api, messenger, Duration.ofMinutes(10), () -> new byte[16]);
        BotSender sender = new BotSender(
                book, messenger, ReceiptRegistry.load(Optional.empty()).of("dingtalk"), clock);
        route = ChannelRoute.start(
                "channel-dingtalk",
                List.of(),
                Map.of("dingtalkSender", sender),
                Map.of("veaiops.channel.dingtalk.base-url", dingtalk.url()));
        calls.real = new RouteCalls(route.context().createProducerTemplate(), "channel-dingtalk-call");
    }

    static DingTalkRoute start(FakeDingTalk dingtalk, BotRegistry book, Clock clock) throws Exception {
        return new DingTalkRoute(dingtalk, book, clock);
    }

    static Notice notice(PublishedEvent event, String address, String botId) {
        return ChannelRoute.notice(event, new Subscription.Target("DingTalk", address, botId, null));
    }

    DingTalkChannel channel() {
        return channel;
    }

    SendResult send(Notice notice) {
        return route.send(notice);
    }

    @Override
    public void close() {
        route.close();
    }
}
