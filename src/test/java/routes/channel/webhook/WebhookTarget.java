package routes.channel.webhook;

import static routes.subscription.SubscriptionFixtures.box;
import static routes.subscription.SubscriptionFixtures.rule;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.Channel;
import routes.common.repository.Repository;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.MemoryRepository;
import routes.fixtures.Writers;
import routes.kits.ChannelContract;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.CommonDialect;
import routes.notice.render.Medium;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRule;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookRegistry;

/** A target of a user: any 2xx is a delivery, and nobody limits how long a message may be. */
final class WebhookTarget implements ChannelContract.Subject {
    private static final String SUBSCRIPTION = "6".repeat(24);
    private static final String TOKEN = "t0ken-of-the-target";
    static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), 0) {
        @Override
        protected PlatformAnswer answer(PlatformCall call) {
            return call.path().equals("/hook") ? PlatformAnswer.text(204, "") : PlatformAnswer.text(404, "");
        }
    };
    private final ChannelRoute route;
    private final WebhookFormat format;
    private final int longest;
    private int number;

    /** @param longest how many bytes a body may have */
    WebhookTarget(WebhookFormat format, int longest) throws Exception {
        this.format = format;
        this.longest = longest;
        WebhookRegistry webhooks = new WebhookRegistry(rules(), box(), () -> 1L);
        WebhookSender sender = new WebhookSender(
                webhooks::webhookOf,
                ReceiptRegistry.load(Optional.empty()).of("webhook"),
                new WebhookMessage.Writing("https://aiops.example", notice -> Writers.english()
                        .write(notice, Medium.text("webhook", CommonDialect.PLAIN, 64_000))
                        .text()),
                Clock.systemUTC());
        route = ChannelRoute.start("channel-webhook", List.of(), Map.of("webhookSender", sender), Map.of());
    }

    private Repository<SubscriptionRule> rules() {
        SubscriptionRule.Hook hook = new SubscriptionRule.Hook(
                true,
                platform.url() + "/hook",
                Map.of(
                        "Authorization", sealed("Authorization", TOKEN),
                        "CamelRestHttpUri", sealed("CamelRestHttpUri", "http://127.0.0.1:1/elsewhere"),
                        "camelHttpUri", sealed("camelHttpUri", "http://127.0.0.1:1/elsewhere"),
                        "Transfer-Encoding", sealed("Transfer-Encoding", "gzip")),
                format,
                box().seal(Secret.of(SIGNING), SubscriptionRule.placeOfSigningSecret(SUBSCRIPTION)));
        SubscriptionRule rule = rule(SUBSCRIPTION, "shop", List.of(), hook);
        return MemoryRepository.of(rule);
    }

    private static Sealed sealed(String header, String value) {
        return box().seal(Secret.of(value), SubscriptionRule.placeOfHeader(SUBSCRIPTION, header));
    }

    @Override
    public Channel channel() {
        return new WebhookChannel(BotsInMemory.of());
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

    private Notice notice(SampleEvent event) {
        return ChannelRoute.notice(
                event.build(), new Subscription.Target("Webhook", platform.url() + "/hook", null, format.wireName()));
    }

    @Override
    public boolean carriesMessage(PlatformCall call) {
        return call.path().equals("/hook");
    }

    @Override
    public PlatformAnswer businessError() {
        return PlatformAnswer.json(422, Map.of("error", "no such field"));
    }

    @Override
    public PlatformAnswer throttled() {
        return PlatformAnswer.text(429, "slow down").with("Retry-After", "7");
    }

    @Override
    public List<String> secrets() {
        return List.of(TOKEN, SIGNING);
    }

    @Override
    public int longestBody() {
        return longest;
    }

    @Override
    public void close() {
        route.close();
        platform.close();
    }
}
