package routes.wiring;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import routes.alarm.SourceConverters;
import routes.alarm.mapping.JqLimits;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;
import routes.extension.source.SnsClient;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceRegistry;
import routes.extension.source.SourceRoutes;
import routes.extension.source.SourceSecrets;
import routes.http.RouteReloadPause;

/** Mapped alarm sources: what they share. {@link SourceEndpoints} opens their endpoints. */
public class SourceWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public SourceFileReader sourceFileReader(CamelContext context, Clock clock) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new SourceFileReader(
                new SnsClient(address -> fetched(producer, address), clock),
                new JqLimits(
                        Duration.ofMillis(number(context, "veaiops.jq.max-millis")),
                        number(context, "veaiops.jq.max-results"),
                        number(context, "veaiops.jq.max-size")));
    }

    private static int number(CamelContext context, String name) {
        return Integer.parseInt(setting(context, name));
    }

    /** @throws IllegalStateException when AWS does not answer with success */
    private static byte[] fetched(ProducerTemplate producer, URI address) {
        HttpCall call = new HttpCall("GET", address.toString(), null, Map.of(), new byte[0]);
        Exchange done = producer.request("direct:source-sns-get", exchange -> call.fill(exchange.getMessage()));
        HttpAnswer answer = HttpAnswer.of(done.getMessage());
        if (done.getException() != null || answer.status() / 100 != 2) {
            throw new IllegalStateException("AWS SNS answers HTTP " + answer.status(), done.getException());
        }
        return answer.body();
    }

    @BindToRegistry(lazy = true)
    public SourceRegistry sourceRegistry(SourceFileReader sourceFileReader) {
        return new SourceRegistry(sourceFileReader);
    }

    @BindToRegistry(lazy = true)
    public SourceRoutes sourceRoutes(
            CamelContext context,
            OpenNetworks openNetworks,
            SourceRegistry sourceRegistry,
            SourceConverters sourceConverters,
            RouteReloadPause intermission,
            Clock clock) {
        return new SourceRoutes(
                context,
                sourceRegistry,
                source -> secrets(context, openNetworks, source, clock),
                source -> enabled(context, source),
                sourceConverters,
                intermission);
    }

    private static boolean enabled(CamelContext context, String source) {
        String value = setting(context, "veaiops.alarms." + source + ".enabled");
        return value.isBlank() || Boolean.parseBoolean(value.strip());
    }

    /** Read once, when the endpoints open: settings do not change while the hub runs, and every post needs them. */
    static SourceSecrets secrets(CamelContext context, OpenNetworks open, String source, Clock clock) {
        return new Secrets(
                SourceTokens.of(context, source),
                open,
                list(setting(context, "veaiops.alarms.secret." + source)),
                list(setting(context, "veaiops.alarms.topics." + source)),
                Boolean.parseBoolean(setting(context, "veaiops.alarms.sns-sha1")),
                clock);
    }

    private record Secrets(
            TokenCheck tokens,
            OpenNetworks openNetworks,
            List<String> signingSecrets,
            List<String> topics,
            boolean sha1,
            Clock clock)
            implements SourceSecrets {
        @Override
        public Instant now() {
            return clock.instant();
        }
    }

    private static List<String> list(String values) {
        return Arrays.stream(values.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    static String setting(CamelContext context, String name) {
        return context.getPropertiesComponent().resolveProperty(name).orElse("");
    }
}
