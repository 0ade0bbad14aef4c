package routes.wiring;

import com.mongodb.client.MongoDatabase;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.PlatformCall;
import routes.datasource.call.CallBudget;
import routes.datasource.call.PlatformRoutes;
import routes.datasource.call.RetryLimits;
import routes.datasource.call.RoutedCalls;
import routes.notice.Rate;
import routes.store.MongoSendLog;

/** Data sources: how platforms are called and which types there are. A provider brings a wiring of its own. */
public class DataSourceWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @BindToRegistry(lazy = true)
    public DataSources dataSources(CamelContext context) {
        return new DataSources(() -> context.getRegistry().findByType(DataSource.class));
    }

    @BindToRegistry(lazy = true)
    public PlatformRoutes platformRoutes(CamelContext context) {
        return new PlatformRoutes(context.createProducerTemplate(), CLOCK);
    }

    @BindToRegistry(lazy = true)
    public CallBudget callBudget(MongoDatabase mongoDatabase) {
        MongoSendLog log = new MongoSendLog(mongoDatabase, Duration.ZERO);
        return (group, perSecond, now) ->
                log.enter("datasource/" + group, List.of(new Rate(perSecond, ONE_SECOND)), now);
    }

    @BindToRegistry(lazy = true)
    public RetryLimits callPatience(
            @PropertyInject("veaiops.datasource.turn-millis") long turn,
            @PropertyInject("veaiops.datasource.attempts") int attempts,
            @PropertyInject("veaiops.datasource.first-retry-millis") long first,
            @PropertyInject("veaiops.datasource.longest-retry-millis") long longest) {
        return new RetryLimits(
                Duration.ofMillis(turn),
                attempts,
                Duration.ofMillis(first),
                Duration.ofMillis(longest),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @BindToRegistry(lazy = true)
    public CircuitBreakerConfig callBreaker(
            @PropertyInject("veaiops.breaker.calls") int calls,
            @PropertyInject("veaiops.breaker.failure-percent") float percent,
            @PropertyInject("veaiops.breaker.open-millis") long open) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .failureRateThreshold(percent)
                .waitDurationInOpenState(Duration.ofMillis(open))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    @BindToRegistry(lazy = true)
    public PlatformCall platformCall(
            PlatformRoutes platformRoutes,
            CallBudget callBudget,
            CircuitBreakerConfig callBreaker,
            RetryLimits callPatience) {
        return new RoutedCalls(platformRoutes, callBudget, callBreaker, callPatience, CLOCK);
    }
}
