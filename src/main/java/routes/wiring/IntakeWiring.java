package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import routes.alarm.SourceConverters;
import routes.common.tracing.Tracing;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.http.AlarmAccess;
import routes.http.HttpEngine;
import routes.steps.intake.AlarmAnswer;
import routes.steps.intake.AlarmEndpoint;
import routes.steps.intake.Deliveries;
import routes.steps.intake.PostCopy;
import routes.steps.intake.SourceRates;
import routes.steps.kafka.ContinueOnAck;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoDeliveryKeys;

/** What alarm endpoints share, and their threads (docs/adr/0006-alarm-endpoints-never-block-a-thread.md). */
public class IntakeWiring implements CamelConfiguration {
    private static final String ENDPOINT_THREADS = "alarmEndpointThreads";

    @BindToRegistry(lazy = true)
    public HttpEngine alarmHttpEngine(CamelContext context) {
        return HttpWiring.main(context).withoutWaiting(endpointThreads(context));
    }

    @BindToRegistry(value = ENDPOINT_THREADS, lazy = true, destroyMethod = "shutdown")
    public ThreadPoolExecutor alarmEndpointThreads(@PropertyInject("veaiops.alarms.workers") int workers) {
        return pool("alarm-endpoints", workers);
    }

    /** Whether no request is being served or waits. */
    static boolean endpointsAreIdle(CamelContext context) {
        ThreadPoolExecutor threads = endpointThreads(context);
        return threads.getActiveCount() == 0 && threads.getQueue().isEmpty();
    }

    private static ThreadPoolExecutor endpointThreads(CamelContext context) {
        return context.getRegistry().lookupByNameAndType(ENDPOINT_THREADS, ThreadPoolExecutor.class);
    }

    /** What every {@link AlarmEndpoint} looks up by this name. */
    @BindToRegistry(lazy = true)
    public AlarmEndpoint.Shared alarmIntake(
            CamelContext context,
            AlarmAccess alarmAccess,
            SourceConverters sourceConverters,
            PipelineMetrics pipelineMetrics,
            SourceRates sourceRates,
            Tracing tracing,
            Clock clock,
            @PropertyInject("veaiops.alarms.max-record-bytes") int maxRecordBytes,
            @PropertyInject("veaiops.alarms.keep-post-bytes") int keepPostBytes) {
        return new AlarmEndpoint.Shared(
                alarmAccess,
                sourceConverters,
                pipelineMetrics,
                context.getRegistry().findSingleByType(HeartbeatRegistry.class),
                sourceRates,
                maxRecordBytes,
                new PostCopy(keepPostBytes, maxRecordBytes),
                tracing,
                clock);
    }

    @BindToRegistry(lazy = true)
    public AlarmAnswer alarmAnswer(PipelineMetrics pipelineMetrics) {
        return new AlarmAnswer(pipelineMetrics);
    }

    /** For the {@code idempotentConsumer} of any route. */
    @BindToRegistry(lazy = true)
    public Deliveries deliveries(
            MongoDatabase mongoDatabase, Clock clock, @PropertyInject("veaiops.deliveries.keep-hours") long hours) {
        return new Deliveries(new MongoDeliveryKeys(mongoDatabase), Duration.ofHours(hours), clock);
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
