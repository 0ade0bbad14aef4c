package routes.kits;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import routes.EgressWiring;
import routes.datasource.PlatformCall;
import routes.platform.Patience;
import routes.platform.PlatformRoutes;
import routes.platform.RoutedCalls;

/** The application's route of one platform with its settings and its HTTP client, that tries every call once. */
public final class PlatformRoute implements AutoCloseable {
    private final Main main = new Main();

    /** @param platform in small letters */
    public static PlatformRoute start(String platform, Map<String, String> settings) {
        PlatformRoute route = new PlatformRoute();
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.egress.allow-private-targets", "true",
                "camel.main.routes-include-pattern",
                        "classpath:routes/00-error-handling.camel.yaml," + "classpath:routes/datasource-" + platform
                                + ".camel.yaml"));
        overrides.putAll(settings);
        route.main.setOverrideProperties(overrides);
        route.main.configure().addConfiguration(new EgressWiring());
        try {
            route.main.configure().addConfiguration(new Steps());
            route.main.start();
        } catch (Exception e) {
            throw new IllegalStateException("the route of " + platform + " does not start", e);
        }
        return route;
    }

    /** The steps of the route, as the application makes them. */
    public static class Steps implements CamelConfiguration {
        @BindToRegistry(lazy = true)
        public PlatformRoutes platformRoutes(CamelContext context) {
            return new PlatformRoutes(context.createProducerTemplate(), 1 << 25, Clock.systemUTC());
        }
    }

    /** Calls over the route. */
    public PlatformCall calls() {
        Patience once = new Patience(Duration.ofSeconds(5), 1, Duration.ofMillis(1), Duration.ofMillis(1), () -> 0);
        return new RoutedCalls(
                main.getCamelContext().getRegistry().findSingleByType(PlatformRoutes.class),
                (group, perSecond, now) -> Duration.ZERO,
                CircuitBreakerConfig.custom().minimumNumberOfCalls(1000).build(),
                once,
                Clock.systemUTC());
    }

    @Override
    public void close() {
        main.stop();
    }
}
