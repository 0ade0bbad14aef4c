package routes.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import routes.account.OpenIdCallers;
import routes.account.OpenIdIssuer;
import routes.account.OpenIdSettings;
import routes.common.error.VeaiopsException;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;

/** People of an OpenID issuer; nothing of it is made unless it is switched on. */
public class OpenIdWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public OpenIdCallers openIdCallers(CamelContext context, Clock clock) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new OpenIdCallers(
                new OpenIdSettings(
                        text(context, "issuer"),
                        text(context, "audience"),
                        text(context, "name-claim"),
                        text(context, "role-claim"),
                        list(context, "supervisors"),
                        list(context, "users"),
                        Duration.ofSeconds(Long.parseLong(text(context, "refresh-seconds"))),
                        Duration.ofSeconds(Long.parseLong(text(context, "keys-max-age-seconds")))),
                new OpenIdIssuer(address -> fetched(producer, address)),
                clock);
    }

    /** @throws VeaiopsException when there is no answer of success */
    private static byte[] fetched(ProducerTemplate producer, String address) {
        HttpCall call = new HttpCall("GET", address, null, Map.of("Accept", "application/json"), new byte[0]);
        Exchange done = producer.request("direct:openid-get", exchange -> call.fill(exchange.getMessage()));
        if (done.getException() != null) {
            throw new VeaiopsException(address + ": " + done.getException().getMessage(), done.getException());
        }
        HttpAnswer answer = HttpAnswer.of(done.getMessage());
        if (answer.status() / 100 != 2) {
            throw new VeaiopsException(address + " answers HTTP " + answer.status());
        }
        return answer.body();
    }

    private static Set<String> list(CamelContext context, String name) {
        return Arrays.stream(text(context, name).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String text(CamelContext context, String name) {
        return SourceWiring.setting(context, "veaiops.openid." + name).strip();
    }
}
