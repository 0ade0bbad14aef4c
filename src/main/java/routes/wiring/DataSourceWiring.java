package routes.wiring;

import com.mongodb.client.MongoDatabase;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.PlatformCall;
import routes.datasource.call.AccountBreakers;
import routes.datasource.call.CallBudget;
import routes.datasource.call.CallRetries;
import routes.datasource.call.CallSteps;
import routes.datasource.call.QuotaQueue;
import routes.datasource.call.RoutedCalls;
import routes.notice.Rate;
import routes.store.MongoSendLog;

/** Data sources: how platforms are called and which types there are. A provider brings a wiring of its own. */
public class DataSourceWiring implements CamelConfiguration {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @BindToRegistry(lazy = true)
    public DataSources dataSources(CamelContext context) {
        return new DataSources(() -> context.getRegistry().findByType(DataSource.class));
    }

    @BindToRegistry(lazy = true)
    public CallBudget callBudget(MongoDatabase mongoDatabase) {
        MongoSendLog log = new MongoSendLog(mongoDatabase, Duration.ZERO);
        return (group, perSecond, now) ->
                log.enter("datasource/" + group, List.of(new Rate(perSecond, ONE_SECOND)), now);
    }

    @BindToRegistry(lazy = true)
    public QuotaQueue quotaQueue(
            CallBudget callBudget, Clock clock, @PropertyInject("veaiops.datasource.turn-millis") long turn) {
        return new QuotaQueue(callBudget, Duration.ofMillis(turn), clock);
    }

    @BindToRegistry(lazy = true)
    public AccountBreakers accountBreakers(CircuitBreakerConfig breakerConfig) {
        return new AccountBreakers(breakerConfig);
    }

    @BindToRegistry(lazy = true)
    public CallRetries callRetries(
            Clock clock, @PropertyInject("veaiops.datasource.longest-retry-millis") long longest) {
        return new CallRetries(Duration.ofMillis(longest), clock);
    }

    @BindToRegistry(lazy = true)
    public CallSteps callSteps(Clock clock) {
        return new CallSteps(clock);
    }

    @BindToRegistry(lazy = true)
    public PlatformCall platformCall(CamelContext context) {
        return new RoutedCalls(context.createProducerTemplate());
    }
}
