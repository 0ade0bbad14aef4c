package routes.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import routes.http.HttpEngine;
import routes.steps.intake.SourceRates;
import routes.steps.kafka.ContinueOnAck;

/** The threads of the alarm endpoints (docs/adr/0006-the-doors-wait-for-nothing.md). */
@Configuration
public class IntakeWiring {
    private static final String DOOR_THREADS = "alarmDoorThreads";

    @BindToRegistry(lazy = true)
    public HttpEngine alarmHttpEngine(CamelContext context) {
        return HttpWiring.main(context).withoutWaiting(doorThreads(context));
    }

    @BindToRegistry(value = DOOR_THREADS, lazy = true, destroyMethod = "shutdown")
    public ThreadPoolExecutor alarmDoorThreads(@PropertyInject("veaiops.alarms.workers") int workers) {
        return pool("alarm-endpoints", workers);
    }

    /** Whether no request is being served or waits. */
    static boolean doorsAreIdle(CamelContext context) {
        ThreadPoolExecutor threads = doorThreads(context);
        return threads.getActiveCount() == 0 && threads.getQueue().isEmpty();
    }

    private static ThreadPoolExecutor doorThreads(CamelContext context) {
        return context.getRegistry().lookupByNameAndType(DOOR_THREADS, ThreadPoolExecutor.class);
    }

    @BindToRegistry
    public SourceRates sourceRates(CamelContext context) {
        return new SourceRates(setting -> SourceWiring.setting(context, setting));
    }

    @BindToRegistry(lazy = true)
    public ContinueOnAck continueOnAck() {
        return new ContinueOnAck();
    }

    @BindToRegistry(lazy = true, destroyMethod = "shutdown")
    public ExecutorService spoolThreads(@PropertyInject("veaiops.spool.workers") int workers) {
        return pool("alarm-spool", workers);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new CamelThreadFactory("veaiops-#counter#-#name#", name, true));
    }
}
