package routes.datasource.call;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import routes.common.outgoing.EgressWiring;
import routes.datasource.PlatformCall;

/** A platform on this machine, and the application's routes to it: {@code datasources-call} and a {@code datasource-try}. */
final class CalledPlatform implements AutoCloseable {
    static final int BREAKER_CALLS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final String ROUTES = "classpath:routes/_errors.camel.yaml,"
            + "classpath:routes/_templates-outgoing.camel.yaml,classpath:routes/datasources-call.camel.yaml,"
            + "classpath:test-routes/datasource-try.camel.yaml";

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final Main main = new Main();
    private final PlatformCall calls;

    /** @param attempts in all */
    CalledPlatform(int attempts, QuotaQueue quota) throws Exception {
        server.start();
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.egress.allow-private-targets", "true",
                "veaiops.datasource.timeout-millis", "3000",
                "veaiops.datasource.max-answer-bytes", "100000",
                "veaiops.datasource.attempts", String.valueOf(attempts),
                "veaiops.datasource.first-retry-millis", "10",
                "camel.main.routes-include-pattern", ROUTES));
        main.setOverrideProperties(overrides);
        main.configure().addConfiguration(new EgressWiring());
        main.bind("quotaQueue", quota);
        main.bind(
                "accountBreakers",
                new AccountBreakers(CircuitBreakerConfig.custom()
                        .slidingWindowSize(BREAKER_CALLS)
                        .minimumNumberOfCalls(BREAKER_CALLS)
                        .failureRateThreshold(70)
                        .build()));
        main.bind("callRetries", new CallRetries(LONGEST_PAUSE, Clock.systemUTC()));
        main.bind("callSteps", new CallSteps(Clock.systemUTC()));
        main.start();
        calls = new RoutedCalls(main.getCamelContext().createProducerTemplate());
    }

    PlatformCall calls() {
        return calls;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        main.stop();
        server.stop();
    }
}
