package routes.datasource.@package@;

import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;

/** The data source @Name@. */
public class @Name@Wiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public @Name@DataSource @package@DataSource(
            PlatformCall platformCall,
            @PropertyInject(value = "veaiops.datasource.@package@.calls-per-second", defaultValue = "10") int perSecond,
            @PropertyInject(value = "veaiops.datasource.@package@.parallel-calls", defaultValue = "4") int parallel) {
        return new @Name@DataSource(
                platformCall, new @Name@Config(new Quota(perSecond, parallel), Duration.ofHours(6)));
    }
}
