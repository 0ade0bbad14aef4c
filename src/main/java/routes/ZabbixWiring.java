package routes;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.support.service.ServiceSupport;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.zabbix.ZabbixDataSource;

/** The data source Zabbix. */
public class ZabbixWiring implements CamelConfiguration {
    /** Sessions are logged out at a stop; a destroy method would make the bean only to close it. */
    @BindToRegistry(lazy = true)
    public ZabbixDataSource zabbixDataSource(
            CamelContext context,
            PlatformCall platformCall,
            @PropertyInject("veaiops.datasource.zabbix.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.zabbix.parallel-calls") int parallel)
            throws Exception {
        ZabbixDataSource zabbix = new ZabbixDataSource(platformCall, new Quota(perSecond, parallel), Clock.systemUTC());
        context.addService(new ClosedAtStop(zabbix::close));
        return zabbix;
    }

    private static final class ClosedAtStop extends ServiceSupport {
        private final Runnable close;

        ClosedAtStop(Runnable close) {
            this.close = close;
        }

        @Override
        protected void doStop() {
            close.run();
        }
    }
}
