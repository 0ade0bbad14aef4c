package routes;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import routes.security.EgressGuard;
import routes.security.GuardedDnsResolver;

/** Outgoing HTTP: every call of a {@code http} or {@code https} endpoint goes through the egress guard. */
public class EgressWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public EgressGuard egressGuard(
            @PropertyInject("veaiops.egress.allow-private-targets") boolean privateTargets,
            @PropertyInject("veaiops.egress.allowed-networks") String networks) {
        return EgressGuard.of(privateTargets, networks);
    }

    /** Names are looked up by the one resolver in the registry, else by the system's; the guard stands before either. */
    @BindToRegistry(lazy = true, destroyMethod = "close")
    public HttpClientConnectionManager guardedConnections(
            EgressGuard egressGuard,
            CamelContext context,
            @PropertyInject("camel.component.http.connections-per-route") int perRoute,
            @PropertyInject("camel.component.http.max-total-connections") int total,
            @PropertyInject("veaiops.channel.timeout-millis") int timeout) {
        DnsResolver names = Optional.ofNullable(context.getRegistry().findSingleByType(DnsResolver.class))
                .orElse(SystemDefaultDnsResolver.INSTANCE);
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedDnsResolver(egressGuard, names))
                .setMaxConnPerRoute(perRoute)
                .setMaxConnTotal(total)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(timeout, TimeUnit.MILLISECONDS)
                        .build())
                .build();
    }

    /** A system property or a header cannot lead around the guard: no proxy of the machine's, no redirect. */
    @BindToRegistry
    public ComponentCustomizer guardedHttp(CamelContext context) {
        return ComponentCustomizer.forType(HttpComponent.class, http -> {
            http.setClientConnectionManager(
                    context.getRegistry().lookupByNameAndType("guardedConnections", HttpClientConnectionManager.class));
            http.setUseSystemProperties(false);
            http.setRedirectHandlingDisabled(true);
            // the client would wait and send again by itself after 429 and 503: a delivery decides about its attempts
            http.setHttpClientConfigurer(HttpClientBuilder::disableAutomaticRetries);
        });
    }
}
