package routes.channel.webhook;

import static routes.subscription.SubscriptionFixtures.NOW;
import static routes.subscription.SubscriptionFixtures.box;
import static routes.subscription.SubscriptionFixtures.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.hc.client5.http.DnsResolver;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.channel.Outbound;
import routes.common.outgoing.EgressWiring;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.fixtures.MemoryRepository;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;
import routes.subscription.SubscriptionRule;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookRegistry;

/** The application's webhook route with its settings and its HTTP client; only the name server is a fake. */
final class WebhookRoute implements AutoCloseable {
    private static final String SUBSCRIPTION = "65f000000000000000000001";

    private final Main main = new Main();
    private final AtomicLong generation = new AtomicLong();
    private final MemoryRepository<SubscriptionRule> rules = MemoryRepository.of(subscribed(""));

    static WebhookRoute start(DnsResolver names, Map<String, String> settings) throws Exception {
        WebhookRoute route = new WebhookRoute();
        Properties overrides = new Properties();
        overrides.putAll(
                Map.of(
                        "camel.server.enabled", "false",
                        "camel.management.enabled", "false",
                        "veaiops.kafka.brokers", "127.0.0.1:1",
                        "veaiops.channel.connect-timeout-millis", "1000",
                        "veaiops.channel.timeout-millis", "2000",
                        "camel.main.routes-include-pattern",
                                "classpath:routes/_errors.camel.yaml,classpath:routes/_templates-outgoing.camel.yaml,classpath:routes/channel-webhook.camel.yaml"));
        overrides.putAll(settings);
        route.main.setOverrideProperties(overrides);
        route.main.configure().addConfiguration(new EgressWiring());
        WebhookRegistry webhooks = new WebhookRegistry(route.rules, box(), route.generation::get);
        route.main.bind(
                "webhookSender",
                new WebhookSender(
                        webhooks::webhookOf,
                        ReceiptRegistry.load(Optional.empty()).of("webhook"),
                        new WebhookMessage.Writing("http://localhost", Notice::id),
                        Clock.fixed(NOW, ZoneOffset.UTC)));
        route.main.bind("names", names);
        route.main.start();
        return route;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    SendResult send(String target) {
        rules.replace(subscribed(target));
        generation.incrementAndGet();
        Subscription.Target to = new Subscription.Target("Webhook", target, null, "legacy");
        Notice reply = Notice.reply(event(), to, NOW);
        Notice notice =
                new Notice(reply.id(), reply.event(), to, SUBSCRIPTION, "shop", reply.state(), 1, 1, null, null, NOW);
        Exchange done = context()
                .createProducerTemplate()
                .request("direct:channel-webhook", exchange -> Outbound.begin(exchange, notice));
        return Outbound.result(done)
                .orElseThrow(() -> new AssertionError("no result for " + target, done.getException()));
    }

    private static SubscriptionRule subscribed(String url) {
        return rule(
                SUBSCRIPTION,
                "shop",
                List.of(),
                new SubscriptionRule.Hook(true, url, null, WebhookFormat.LEGACY, null));
    }

    private static PublishedEvent event() {
        return new PublishedEvent(
                "65f0000000000000000000e1",
                "opened",
                1,
                EventState.FIRING,
                Level.P0,
                "zabbix",
                "intelligent_threshold_agent",
                "Zabbix",
                "cpu",
                "cpu is high",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "fingerprint",
                1,
                NOW,
                NOW,
                null,
                Disposition.NOTIFY,
                "0-1",
                JsonNodeFactory.instance.objectNode().put("a", 1),
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        main.stop();
    }
}
