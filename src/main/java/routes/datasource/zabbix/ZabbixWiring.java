package routes.datasource.zabbix;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.support.LifecycleStrategySupport;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;

/** The data source Zabbix. */
public class ZabbixWiring implements CamelConfiguration {
    /** Sessions are logged out before a stop; a destroy method would make the bean only to close it, and too late. */
    @BindToRegistry(lazy = true)
    public ZabbixDataSource zabbixDataSource(
            CamelContext context,
            PlatformCall platformCall,
            Clock clock,
            @PropertyInject("veaiops.datasource.zabbix.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.zabbix.parallel-calls") int parallel) {
        ZabbixDataSource zabbix = new ZabbixDataSource(platformCall, new Quota(perSecond, parallel), clock);
        context.addLifecycleStrategy(new BeforeStop(zabbix::close));
        return zabbix;
    }

    /** Logging out takes a call, so it is done while the routes still run. */
    private static final class BeforeStop extends LifecycleStrategySupport {
        private final Runnable close;

        BeforeStop(Runnable close) {
            this.close = close;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            close.run();
        }
    }
}
