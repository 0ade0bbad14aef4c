package routes.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.Exchange;
import routes.channel.AccessTokens;
import routes.channel.CardButtons;
import routes.channel.Channel;
import routes.channel.Channels;
import routes.channel.MessagePreview;
import routes.channel.NoticeWriter;
import routes.channel.Outbound;
import routes.channel.PeopleLookup;
import routes.channel.PeopleLookup.People;
import routes.channel.PlatformCalls;
import routes.channel.RouteCalls;
import routes.channel.SendingRoutes;
import routes.channel.bot.BotRegistry;
import routes.channel.dingtalk.DingTalkWiring;
import routes.channel.lark.LarkApi;
import routes.channel.lark.LarkBotWiring;
import routes.channel.lark.LarkCards;
import routes.channel.lark.LarkChannel;
import routes.channel.lark.LarkSender;
import routes.channel.slack.SlackWiring;
import routes.channel.teams.TeamsWiring;
import routes.channel.webhook.WebhookChannel;
import routes.channel.webhook.WebhookMessage;
import routes.channel.webhook.WebhookSender;
import routes.channel.wecom.WeComWiring;
import routes.common.security.ButtonSeal;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Content;
import routes.notice.render.NoticeRenderer;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;

/** The sending routes of all channels of the application, without log and store. */
final class EveryChannel implements AutoCloseable {
    private static final SecretBox BOX =
            SecretBox.of(Secret.of("k1:" + Base64.getEncoder().encodeToString(new byte[32])));

    private final ChannelRoute routes;
    private final SendingRoutes previews;

    /** @param url of what stands for all platforms @param mails port of a mail server */
    EveryChannel(String url, int mails, BotRegistry bots, Clock clock) throws Exception {
        ReceiptRegistry receipts = ReceiptRegistry.load(Optional.empty());
        NoticeWriter writer = writer(receipts, clock);
        Late lark = new Late();
        Map<String, Object> beans = new HashMap<>(lark(lark, bots, writer, receipts, clock));
        beans.putAll(Map.of(
                "botRegistry",
                bots,
                "noticeWriter",
                writer,
                "peopleLookup",
                new PeopleLookup(Duration.ofHours(1), Duration.ofSeconds(2), clock),
                "webhookChannel",
                new WebhookChannel(bots),
                "webhookSender",
                webhooks(url, receipts, writer, clock)));
        routes = ChannelRoute.start("channel-webhook", wirings(), beans, settings(url, mails));
        lark.real = new RouteCalls(routes.context().createProducerTemplate(), "channel-lark-call");
        previews = new SendingRoutes(routes.context(), new Channels(this::channels), bots);
    }

    Set<Channel> channels() {
        return routes.context().getRegistry().findByType(Channel.class);
    }

    MessagePreview preview(Notice notice) {
        return previews.preview(notice);
    }

    SendResult send(Notice notice) {
        String route = channels().stream()
                .filter(channel -> channel.type().equals(notice.target().channel()))
                .findFirst()
                .orElseThrow()
                .route();
        Exchange done = routes.context()
                .createProducerTemplate()
                .request("direct:" + route, exchange -> Outbound.begin(exchange, notice));
        return Outbound.result(done).orElseThrow(() -> new AssertionError("no result", done.getException()));
    }

    private static Map<String, Object> lark(
            Late calls, BotRegistry bots, NoticeWriter writer, ReceiptRegistry receipts, Clock clock) {
        LarkApi api = new LarkApi(calls, new AccessTokens(clock));
        LarkCards cards = new LarkCards(writer, LarkCards.Templates.NONE, (bot, named) -> People.NONE);
        CardButtons buttons = new CardButtons(new ButtonSeal(BOX));
        return Map.of(
                "larkSender",
                new LarkSender(bots, api, cards, (bot, chat) -> List.of(), receipts.of("lark-app"), clock),
                "larkChannel",
                new LarkChannel(bots, api, cards, buttons, Duration.ofMinutes(5)));
    }

    private static List<CamelConfiguration> wirings() {
        return List.of(
                new LarkBotWiring(),
                new DingTalkWiring(),
                new WeComWiring(),
                new SlackWiring(),
                new TeamsWiring(),
                new EmailWiring(),
                new MappedWiring());
    }

    private static Map<String, String> settings(String url, int mails) throws IOException {
        Map<String, String> settings = new HashMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/routes"))) {
            settings.put(
                    "camel.main.routes-include-pattern",
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.matches("(channel-|_errors|_templates-outgoing).*"))
                            .map(file -> "classpath:routes/" + file)
                            .collect(Collectors.joining(",")));
        }
        for (String platform : List.of("lark", "dingtalk", "wecom", "slack")) {
            settings.put("veaiops.channel." + platform + ".base-url", url + "/" + platform);
        }
        settings.put("veaiops.channel.email.host", "localhost");
        settings.put("veaiops.channel.email.port", Integer.toString(mails));
        settings.put("veaiops.channel.email.starttls", "false");
        return settings;
    }

    private static NoticeWriter writer(ReceiptRegistry receipts, Clock clock) {
        NoticeRenderer renderer = new NoticeRenderer(
                Optional.empty(),
                OfflineWriter.channels(Optional.empty(), receipts)::templates,
                new EventLinks(Writers.HOME),
                clock);
        List<Content.Button> buttons = List.of(new Content.Button("acknowledge", "v1:sealed"));
        return new NoticeWriter(renderer, notice -> Writers.ENGLISH, () -> notice -> buttons);
    }

    /** Each subscription has the format that it is called by. */
    private static WebhookSender webhooks(String url, ReceiptRegistry receipts, NoticeWriter writer, Clock clock) {
        Function<String, Optional<WebhookSettings>> settings = subscription -> Stream.of(WebhookFormat.values())
                .filter(format -> format.wireName().equals(subscription))
                .findFirst()
                .map(format -> new WebhookSettings(
                        url + "/hooks/" + format.wireName(),
                        Map.of("X-Key", Secret.of(EveryWay.SECRET)),
                        format,
                        Optional.empty(),
                        Optional.empty()));
        WebhookMessage.Writing writing = new WebhookMessage.Writing(Writers.HOME, OfflineWriter.webhookText(writer));
        return new WebhookSender(settings, receipts.of("webhook"), writing, clock);
    }

    @Override
    public void close() {
        routes.close();
    }

    /** The calls of a context that is made after those who call. */
    private static final class Late implements PlatformCalls {
        private volatile PlatformCalls real;

        @Override
        public Answer call(Request request) {
            return real.call(request);
        }
    }
}
