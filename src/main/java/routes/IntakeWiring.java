package routes;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import routes.api.HttpDoor;
import routes.pipeline.OnArrival;

/** The threads of the alarm doors (docs/adr/0006-the-doors-wait-for-nothing.md). */
@Configuration
public class IntakeWiring {
    @BindToRegistry(lazy = true)
    public HttpDoor alarmHttpDoor(CamelContext context, @PropertyInject("veaiops.alarms.workers") int workers) {
        HttpDoor main = context.getRegistry().lookupByNameAndType("platform-http-engine", HttpDoor.class);
        return main.withoutWaiting(pool("alarm-doors", workers));
    }

    @BindToRegistry(lazy = true)
    public OnArrival onArrival() {
        return new OnArrival();
    }

    @BindToRegistry(lazy = true, destroyMethod = "shutdown")
    public ExecutorService spoolThreads(@PropertyInject("veaiops.spool.workers") int workers) {
        return pool("alarm-spool", workers);
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, new CamelThreadFactory("veaiops-#counter#-#name#", name, true));
    }
}
