package routes.channel.wecom;

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
import routes.fakes.FakeWeCom;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Content;
import routes.subscription.Subscription;

/** WeCom's routes of the application against a fake WeCom. */
final class WeComRoute implements AutoCloseable {
    private final Late calls = new Late();
    private final WeComChannel channel;
    private final ChannelRoute route;

    /** The calls of a context that is made after those who call. */
    private static final class Late implements PlatformCalls {
        private volatile PlatformCalls real;

        @Override
        public Answer call(Request request) {
            return real.call(request);
        }
    }

    private WeComRoute(FakeWeCom wecom, BotRegistry book, Clock clock) throws Exception {
        WeComApi api = new WeComApi(calls, new AccessTokens(clock));
        NoticeWriter writer = Writers.english(new Content.Button("acknowledge", "v1:sealed"));
        WeComMessenger messenger = new WeComMessenger(api, writer);
        channel = new WeComChannel(book, api, messenger, Duration.ofMinutes(10));
        BotSender sender = new BotSender(
                book,
                new WeComMessenger(api, writer),
                ReceiptRegistry.load(Optional.empty()).of("wecom"),
                clock);
        route = ChannelRoute.start(
                "channel-wecom",
                List.of(),
                Map.of("wecomSender", sender),
                Map.of("veaiops.channel.wecom.base-url", wecom.url()));
        calls.real = new RouteCalls(route.context().createProducerTemplate(), "channel-wecom-call");
    }

    static WeComRoute start(FakeWeCom wecom, BotRegistry book, Clock clock) throws Exception {
        return new WeComRoute(wecom, book, clock);
    }

    static Notice notice(PublishedEvent event, String address, String botId) {
        return ChannelRoute.notice(event, new Subscription.Target("WeChat", address, botId, null));
    }

    WeComChannel channel() {
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
