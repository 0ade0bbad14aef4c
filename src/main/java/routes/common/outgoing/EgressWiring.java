package routes.common.outgoing;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import routes.common.security.EgressGuard;
import routes.common.security.GuardedDnsResolver;

/** Outgoing HTTP: every call of a {@code http} or {@code https} endpoint goes through the egress guard. */
public class EgressWiring implements CamelConfiguration {
    /** Of an answer: its head is bounded as its body is. */
    private static final int MOST_HEADERS = 256;

    private static final int LONGEST_HEADER = 16 * 1024;

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
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_HEADER)
                                .build())
                        .build())
                .setMaxConnPerRoute(perRoute)
                .setMaxConnTotal(total)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(timeout, TimeUnit.MILLISECONDS)
                        .build())
                .build();
    }

    /** Aborts calls at their deadline; used by the bounds of every {@code http-call} route. */
    @BindToRegistry(lazy = true, destroyMethod = "close")
    public CallDeadlines callDeadlines() {
        return new CallDeadlines(new CamelThreadFactory("veaiops-#counter#-#name#", "call-deadlines", true));
    }

    /**
     * A system property or a header cannot lead around the guard: no proxy of the machine's, no redirect. A route of one's own
     * that calls without the template has the usual bounds.
     */
    @BindToRegistry
    public ComponentCustomizer guardedHttp(
            CamelContext context,
            @PropertyInject("veaiops.egress.timeout-millis") long timeout,
            @PropertyInject("veaiops.egress.max-answer-bytes") int mostBytes) {
        return ComponentCustomizer.forType(HttpComponent.class, http -> {
            http.setClientConnectionManager(
                    context.getRegistry().lookupByNameAndType("guardedConnections", HttpClientConnectionManager.class));
            http.setUseSystemProperties(false);
            http.setRedirectHandlingDisabled(true);
            CallDeadlines deadlines = context.getRegistry().lookupByNameAndType("callDeadlines", CallDeadlines.class);
            http.setHttpClientConfigurer(new CallBounds(deadlines, timeout, "whole", mostBytes));
        });
    }
}
