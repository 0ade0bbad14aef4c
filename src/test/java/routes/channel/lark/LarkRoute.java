package routes.channel.lark;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import routes.channel.AccessTokens;
import routes.channel.CardButtons;
import routes.channel.NoticeStyles;
import routes.channel.NoticeWriter;
import routes.channel.PeopleLookup;
import routes.channel.PlatformCalls;
import routes.channel.RouteCalls;
import routes.channel.bot.BotRegistry;
import routes.common.security.ButtonSeal;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.event.PublishedEvent;
import routes.fakes.FakeLark;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;

/** Lark's routes of the application against a fake Lark. */
final class LarkRoute implements AutoCloseable {
    private static final SecretBox BOX =
            SecretBox.of(Secret.of("k1:" + Base64.getEncoder().encodeToString(new byte[32])));

    private final Late calls = new Late();
    private final LarkApi api;
    private final ChannelRoute route;
    private volatile String template = "";
    private volatile String wanted = "";
    private volatile List<String> speakers = List.of();

    /** The calls of a context that is made after those who call. */
    private static final class Late implements PlatformCalls {
        private volatile PlatformCalls real;

        @Override
        public Answer call(Request request) {
            return real.call(request);
        }
    }

    private LarkRoute(FakeLark lark, BotRegistry book, Clock clock) throws Exception {
        api = new LarkApi(calls, new AccessTokens(clock));
        LarkSender sender = new LarkSender(
                book,
                api,
                cards(),
                (bot, chat) -> speakers,
                ReceiptRegistry.load(Optional.empty()).of("lark-app"),
                clock);
        route = ChannelRoute.start(
                "channel-lark",
                List.of(),
                Map.of("larkSender", sender),
                Map.of("veaiops.channel.lark.base-url", lark.url()));
        calls.real = new RouteCalls(route.context().createProducerTemplate(), "channel-lark-call");
    }

    LarkCards cards() {
        return new LarkCards(
                writer(),
                new LarkCards.Templates() {
                    @Override
                    public String of(Notice notice) {
                        return template;
                    }

                    @Override
                    public String chatLink(String botId, String chatId) {
                        return "https://applink.feishu.cn/" + chatId;
                    }
                },
                new LarkPeople(
                        calls, api, new PeopleLookup(Duration.ofHours(1), Duration.ofSeconds(2), Clock.systemUTC())));
    }

    private NoticeWriter writer() {
        NoticeStyles looks = new NoticeStyles(
                Writers.ENGLISH, id -> new Subscription.Wording(wanted, null, null, Map.of()), notice -> template);
        return Writers.looking(looks, buttons()::under);
    }

    static LarkRoute start(FakeLark lark, BotRegistry book) throws Exception {
        return new LarkRoute(lark, book, Clock.systemUTC());
    }

    static LarkRoute start(FakeLark lark, BotRegistry book, Clock clock) throws Exception {
        return new LarkRoute(lark, book, clock);
    }

    static Notice notice(SampleEvent event, String chatId) {
        return notice(event.build(), chatId);
    }

    static Notice notice(PublishedEvent event, String chatId) {
        return ChannelRoute.notice(event, new Subscription.Target("Lark", chatId, "cli_1", null));
    }

    void byTemplate(String id) {
        template = id;
    }

    /** The template that the subscription names. */
    void wants(String name) {
        wanted = name;
    }

    void spokeLately(String... people) {
        speakers = List.of(people);
    }

    LarkChannel channel(BotRegistry book) {
        return new LarkChannel(book, api, cards(), buttons(), Duration.ofMinutes(10));
    }

    static CardButtons buttons() {
        return new CardButtons(new ButtonSeal(BOX));
    }

    LarkApi api() {
        return api;
    }

    CamelContext context() {
        return route.context();
    }

    SendResult send(Notice notice) {
        return route.send(notice);
    }

    @Override
    public void close() {
        route.close();
    }
}
