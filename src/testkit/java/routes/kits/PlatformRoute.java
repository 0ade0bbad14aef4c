package routes.kits;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import routes.common.outgoing.EgressWiring;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;
import routes.datasource.call.AccountBreakers;
import routes.datasource.call.CallRetries;
import routes.datasource.call.CallSteps;
import routes.datasource.call.QuotaQueue;
import routes.datasource.call.RoutedCalls;

/**
 * The application's route of one platform with its settings and its HTTP client, that tries every call once.
 *
 * <p>Calls wait longer than any machine is busy. Where a test wants a platform to be too late, {@link #hurryNext()} makes the
 * next call wait for less than a second.
 */
public final class PlatformRoute implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration HURRIED = Duration.ofMillis(700);

    private final String platform;
    private final Main patient;
    private final AtomicBoolean hurry = new AtomicBoolean();
    private @Nullable Main hurried;

    private PlatformRoute(String platform) {
        this.platform = platform;
        this.patient = started(platform, PATIENT);
    }

    /** @param platform in small letters */
    public static PlatformRoute start(String platform) {
        return new PlatformRoute(platform);
    }

    private static Main started(String platform, Duration timeout) {
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled",
                "false",
                "camel.management.enabled",
                "false",
                "veaiops.kafka.brokers",
                "127.0.0.1:1",
                "veaiops.egress.allow-private-targets",
                "true",
                "veaiops.datasource." + platform + ".timeout-millis",
                String.valueOf(timeout.toMillis()),
                "veaiops.datasource.attempts",
                "1",
                "camel.main.routes-include-pattern",
                "classpath:routes/_errors.camel.yaml,classpath:routes/_templates-outgoing.camel.yaml,"
                        + "classpath:routes/datasources-call.camel.yaml,classpath:routes/datasource-" + platform
                        + ".camel.yaml"));
        Main main = new Main();
        main.setOverrideProperties(overrides);
        main.configure().addConfiguration(new EgressWiring());
        try {
            main.configure().addConfiguration(new Steps());
            main.start();
        } catch (Exception e) {
            throw new IllegalStateException("the route of " + platform + " does not start", e);
        }
        return main;
    }

    /** The steps of the route; nothing waits for a quota and no account is left alone. */
    public static class Steps implements CamelConfiguration {
        @BindToRegistry(lazy = true)
        public QuotaQueue quotaQueue() {
            return new QuotaQueue((group, perSecond, now) -> Duration.ZERO, PATIENT.plusSeconds(5), CLOCK);
        }

        @BindToRegistry(lazy = true)
        public AccountBreakers accountBreakers() {
            return new AccountBreakers(
                    CircuitBreakerConfig.custom().minimumNumberOfCalls(1000).build());
        }

        @BindToRegistry(lazy = true)
        public CallRetries callRetries() {
            return new CallRetries(Duration.ZERO, CLOCK);
        }

        @BindToRegistry(lazy = true)
        public CallSteps callSteps() {
            return new CallSteps(CLOCK);
        }
    }

    /** Calls over the route. */
    public PlatformCall calls() {
        PlatformCall calm = calls(patient);
        return new PlatformCall() {
            @Override
            public <T> T ask(PlatformQuestion<T> question) {
                return hurry.compareAndSet(true, false) ? calls(hurried()).ask(question) : calm.ask(question);
            }
        };
    }

    /** The next call waits for less than a second. */
    public void hurryNext() {
        hurried();
        hurry.set(true);
    }

    private synchronized Main hurried() {
        if (hurried == null) {
            hurried = started(platform, HURRIED);
        }
        return hurried;
    }

    private static PlatformCall calls(Main main) {
        return new RoutedCalls(main.getCamelContext().createProducerTemplate());
    }

    @Override
    public synchronized void close() {
        patient.stop();
        if (hurried != null) {
            hurried.stop();
        }
    }
}
