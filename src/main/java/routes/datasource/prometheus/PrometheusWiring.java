package routes.datasource.prometheus;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;

/** The data source Prometheus. */
public class PrometheusWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public PrometheusDataSource prometheusDataSource(
            PlatformCall platformCall,
            Clock clock,
            @PropertyInject("veaiops.datasource.prometheus.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.prometheus.parallel-calls") int parallel,
            @PropertyInject("veaiops.datasource.prometheus.rule-directory") String directory) {
        Optional<Path> rules =
                Optional.of(directory).filter(text -> !text.isBlank()).map(Path::of);
        return new PrometheusDataSource(platformCall, new Quota(perSecond, parallel), rules, clock);
    }
}
