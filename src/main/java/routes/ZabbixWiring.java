package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.zabbix.ZabbixDataSource;

/** The data source Zabbix. */
public class ZabbixWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true, destroyMethod = "close")
    public ZabbixDataSource zabbixDataSource(
            PlatformCall platformCall,
            @PropertyInject("veaiops.datasource.zabbix.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.zabbix.parallel-calls") int parallel) {
        return new ZabbixDataSource(platformCall, new Quota(perSecond, parallel), Clock.systemUTC());
    }
}
