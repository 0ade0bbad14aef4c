package routes.kits;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import routes.channel.Outbound;
import routes.common.outgoing.EgressWiring;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;
import routes.wiring.ClockWiring;

/** The application's sending route of one channel, with its settings and HTTP client; log and store are not there. */
public final class ChannelRoute implements AutoCloseable {
    private static final Map<String, Object> FOREIGN = Map.of(
            "CamelRestHttpUri", "http://127.0.0.1:1/elsewhere",
            "CamelHttpUri", "http://127.0.0.1:1/elsewhere",
            "CamelHttpPath", "/elsewhere",
            "CamelHttpRawQuery", "else=where",
            "CamelHttpMethod", "DELETE");

    private final Main main = new Main();
    private final String route;

    private ChannelRoute(String route) {
        this.route = route;
    }

    /**
     * @param route name of the channel's direct endpoint; its file is {@code <route>.camel.yaml}
     * @param beans what the route names, beside what the wirings bring
     */
    public static ChannelRoute start(
            String route, List<CamelConfiguration> wirings, Map<String, Object> beans, Map<String, String> settings)
            throws Exception {
        ChannelRoute started = new ChannelRoute(route);
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.egress.allow-private-targets", "true",
                "veaiops.channel.connect-timeout-millis", "1000",
                "veaiops.channel.timeout-millis", "1000",
                "camel.main.routes-include-pattern",
                        "classpath:routes/_errors.camel.yaml,classpath:routes/_templates-outgoing.camel.yaml,classpath:routes/"
                                + route + ".camel.yaml"));
        overrides.putAll(settings);
        started.main.setOverrideProperties(overrides);
        started.main.configure().addConfiguration(new ClockWiring());
        started.main.configure().addConfiguration(new EgressWiring());
        started.main.bind("receiptRegistry", ReceiptRegistry.load(Optional.empty()));
        wirings.forEach(started.main.configure()::addConfiguration);
        beans.forEach(started.main::bind);
        started.main.start();
        return started;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Sends one notice through the route, as a delivery does; headers of Camel that come with it must steer nothing. */
    public SendResult send(Notice notice) {
        Exchange done = context().createProducerTemplate().request("direct:" + route, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(FOREIGN));
            Outbound.begin(exchange, notice);
        });
        return Outbound.result(done).orElseThrow(() -> new AssertionError("no result", done.getException()));
    }

    /** A notice about an event for a chat, claimed for its first attempt. */
    public static Notice notice(PublishedEvent event, Subscription.Target target) {
        Instant now = SampleEvent.NOW;
        Notice waiting = Notice.reply(event, target, now);
        return new Notice(waiting.id(), event, target, "6".repeat(24), "shop", waiting.state(), 1, 1, null, null, now);
    }

    @Override
    public void close() {
        main.stop();
    }
}
