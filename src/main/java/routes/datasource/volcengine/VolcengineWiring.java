package routes.datasource.volcengine;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.call.AlarmAddress;

/** The data source Volcengine. */
public class VolcengineWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public VolcengineDataSource.Site volcengineSite(
            AlarmAddress alarmAddress,
            @PropertyInject("veaiops.datasource.volcengine.base-url") String baseUrl,
            @PropertyInject("veaiops.datasource.volcengine.home-region") String homeRegion,
            @PropertyInject("veaiops.datasource.volcengine.timezone") String zone,
            @PropertyInject("veaiops.datasource.volcengine.catalogue-url") String catalogueUrl,
            @PropertyInject("veaiops.datasource.volcengine.catalogue-keep-seconds") long catalogueSeconds,
            @PropertyInject("veaiops.datasource.volcengine.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.volcengine.parallel-calls") int parallel) {
        return new VolcengineDataSource.Site(
                baseUrl,
                homeRegion,
                ZoneId.of(zone),
                catalogueUrl,
                Duration.ofSeconds(catalogueSeconds),
                new AlarmCallbackUrl(alarmAddress.of("Volcengine")),
                new Quota(perSecond, parallel));
    }

    @BindToRegistry(lazy = true)
    public VolcengineDataSource volcengineDataSource(
            PlatformCall platformCall, VolcengineDataSource.Site volcengineSite, Clock clock) {
        return new VolcengineDataSource(platformCall, volcengineSite, clock);
    }
}
