package routes.channel.slack;

import static routes.fakes.BotsInMemory.bot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import routes.channel.PeopleLookup;
import routes.channel.PeopleLookup.People;
import routes.channel.PlatformCalls;
import routes.channel.RouteCalls;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.FakeSlack;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Content;
import routes.notice.render.Look;
import routes.subscription.Subscription;

/** The Slack channel with its route and a fake Slack. */
final class SlackSubject implements ChannelContract.Subject {
    private static final String HOOK = "T1/B1/x9x9x9x9";
    private static final String ROUTE = "channel-slack";

    private final FakeSlack platform = new FakeSlack(Clock.systemUTC());
    private final BotsInMemory bots = BotsInMemory.of(
            bot("Slack", "A1", "secret", "xoxb-token-1", "signing_secret", "sign-1"),
            bot("Slack", "A-CALL", "secret", "xoxb-token-1", "mentions", "U7,S8,all,<!here>"),
            bot("Slack", "A-MAIL", "secret", "xoxb-token-1", "mentions", "ann@corp.com,U9,gone@corp.com; P0: all"),
            bot("Slack", "A-HOOK", "webhook_url", platform.hook(HOOK)),
            bot("Slack", "A-EMPTY"));
    private final ChannelRoute route;
    private final SlackChannel channel;
    private int number = 1;

    SlackSubject(Look look) throws Exception {
        platform.app("xoxb-token-1", "U-BOT").channel("C1", "ops").otherChannel("C-OTHER", "other");
        Calls calls = new Calls();
        PeopleLookup lookup = new PeopleLookup(Duration.ofHours(1), Duration.ofSeconds(2), Clock.systemUTC());
        SlackCards cards = cards(look, new SlackPeople(request -> calls.real.call(request), lookup));
        SlackSender sender = new SlackSender(
                bots, cards, ReceiptRegistry.load(Optional.empty()).of("slack"), Clock.systemUTC());
        route = ChannelRoute.start(
                ROUTE,
                List.of(),
                Map.of("slackSender", sender),
                Map.of(
                        "veaiops.channel.slack.base-url", platform.api(),
                        "veaiops.channel.slack.files-url", platform.url()));
        calls.real = new RouteCalls(route.context().createProducerTemplate(), "channel-slack-people");
        channel = new SlackChannel(
                bots,
                new RouteCalls(route.context().createProducerTemplate(), "channel-slack-call"),
                new RouteCalls(route.context().createProducerTemplate(), "channel-slack-file"),
                cards);
    }

    /** With one button under a problem. */
    static SlackCards cards(Look look) {
        return cards(look, (bot, named) -> People.NONE);
    }

    /** The route is there after what it needs. */
    private static final class Calls {
        private PlatformCalls real = request -> {
            throw new IllegalStateException("the route is not there yet");
        };
    }

    private static SlackCards cards(Look look, BiFunction<Bot, List<String>, People> people) {
        return new SlackCards(
                Writers.looking(notice -> look, notice -> List.of(new Content.Button("acknowledge", "sealed"))),
                people);
    }

    @Override
    public SlackChannel channel() {
        return channel;
    }

    @Override
    public FakePlatform platform() {
        return platform;
    }

    FakeSlack fake() {
        return platform;
    }

    Bot known(String id) {
        return bots.find("Slack", id).orElseThrow();
    }

    @Override
    public SendResult send(Notice notice) {
        return route.send(notice);
    }

    /** Each to a channel of its own: one takes a message a second only. */
    @Override
    public Notice notice() {
        String chat = "C" + ++number;
        platform.channel(chat, "ops");
        return notice("A1", chat, SampleEvent.anEvent().numbered(number));
    }

    @Override
    public Notice tooLong() {
        String chat = "C" + ++number;
        platform.channel(chat, "ops");
        SampleEvent event = SampleEvent.anEvent().labelled("value", "长".repeat(40_000));
        for (int label = 0; label < 200; label++) {
            event.labelled("label-" + label, "\"<@U1> & \\ ".repeat(100));
        }
        return notice("A1", chat, event);
    }

    static Notice notice(String botId, String chat, SampleEvent event) {
        return ChannelRoute.notice(event.build(), new Subscription.Target("Slack", chat, botId, null));
    }

    /** An answer to a message of channel C1. */
    static Notice reply(String messageId) {
        return Notice.reply(
                SampleEvent.anEvent()
                        .by(
                                "chatops_reactive_reply_agent",
                                JsonNodeFactory.instance.objectNode().put("msg_id", messageId))
                        .build(),
                new Subscription.Target("Slack", "C1", "A1", null),
                SampleEvent.NOW);
    }

    @Override
    public boolean carriesMessage(PlatformCall call) {
        return call.path().equals("/api/chat.postMessage");
    }

    @Override
    public PlatformAnswer businessError() {
        return PlatformAnswer.json(200, Map.of("ok", false, "error", "is_archived"));
    }

    @Override
    public PlatformAnswer throttled() {
        return PlatformAnswer.json(200, Map.of("ok", false, "error", "ratelimited"))
                .with("Retry-After", "7");
    }

    @Override
    public List<String> secrets() {
        return List.of("xoxb-token-1");
    }

    @Override
    public int longestBody() {
        return 61_000;
    }

    @Override
    public void close() {
        route.close();
        platform.close();
    }
}
