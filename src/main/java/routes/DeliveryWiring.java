package routes;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.PropertyInject;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import routes.notice.DispatchBook;
import routes.notice.HostOf;
import routes.notice.NoticeStore;
import routes.notice.RobotStops;
import routes.notice.SendLog;
import routes.pipeline.BatchCommit;
import routes.pipeline.DeliverNotices;
import routes.pipeline.DeliveryLanes;
import routes.pipeline.Gatekeeper;
import routes.pipeline.NoticeAttempt;
import routes.pipeline.NoticeBell;
import routes.pipeline.NoticeDesk;
import routes.pipeline.PipelineMetrics;
import routes.pipeline.RollUpSweep;
import routes.pipeline.Throttles;
import routes.pipeline.WorkerShares;

/** Delivery: the lanes, the attempts and the channels. */
@Configuration
public class DeliveryWiring {
    private static final Clock CLOCK = Clock.systemUTC();
    /** What an attempt needs beside the call itself: the look-up before it and the receipt after it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** An attempt may need an access token before its message. */
    private static final int CALLS = 2;

    @BindToRegistry(lazy = true)
    public DeliverySettings deliverySettings(CamelContext context) {
        return new DeliverySettings(context);
    }

    @BindToRegistry(lazy = true)
    public Gatekeeper gatekeeper(
            DeliverySettings deliverySettings,
            SendLog sendLog,
            Throttles throttles,
            @PropertyInject("veaiops.breaker.calls") int calls,
            @PropertyInject("veaiops.breaker.failure-percent") float failurePercent,
            @PropertyInject("veaiops.breaker.open-millis") long open) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .failureRateThreshold(failurePercent)
                .waitDurationInOpenState(Duration.ofMillis(open))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
        return new Gatekeeper(CircuitBreakerRegistry.of(config), deliverySettings::limits, sendLog, throttles, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public Throttles throttles(RobotStops robotStops) {
        return new Throttles(robotStops, CLOCK);
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public NoticeDesk noticeDesk(
            NoticeStore noticeStore,
            DispatchBook dispatchBook,
            Throttles throttles,
            @PropertyInject("veaiops.notices.lease-millis") long lease,
            @PropertyInject("veaiops.channel.timeout-millis") long timeout) {
        Duration needed = Duration.ofMillis(timeout).multipliedBy(CALLS).plus(MARGIN);
        if (Duration.ofMillis(lease).compareTo(needed) < 0) {
            throw new IllegalArgumentException("veaiops.notices.lease-millis=" + lease + " must be at least "
                    + needed.toMillis() + ": twice veaiops.channel.timeout-millis, for an access token and the"
                    + " message, and a margin of " + MARGIN.toMillis());
        }
        return new NoticeDesk(
                noticeStore,
                dispatchBook,
                new NoticeDesk.Owner(UUID.randomUUID().toString(), Duration.ofMillis(lease), CLOCK),
                throttles,
                () -> Executors.newSingleThreadExecutor(daemon("notice-desk")));
    }

    @BindToRegistry(lazy = true)
    public NoticeAttempt noticeAttempt(
            DeliverySettings deliverySettings,
            NoticeDesk noticeDesk,
            Gatekeeper gatekeeper,
            Throttles throttles,
            PipelineMetrics pipelineMetrics) {
        return new NoticeAttempt(
                noticeDesk, deliverySettings::retryPolicy, gatekeeper, throttles, pipelineMetrics, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public WorkerShares.Limits workerShares(
            @PropertyInject("veaiops.notices.workers") int workers,
            @PropertyInject("veaiops.notices.workers-for-p0") int urgent,
            @PropertyInject("veaiops.notices.per-host") int perHost,
            @PropertyInject("veaiops.notices.per-slow-host") int perSlowHost,
            @PropertyInject("veaiops.notices.slow-millis") long slow) {
        return new WorkerShares.Limits(workers, urgent, perHost, perSlowHost, Duration.ofMillis(slow));
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public DeliveryLanes deliveryLanes(
            CamelContext context,
            DeliverySettings deliverySettings,
            NoticeAttempt noticeAttempt,
            Gatekeeper gatekeeper,
            DeliveryLanes.Digests digests,
            WorkerShares.Limits workerShares,
            @PropertyInject("veaiops.notices.lane-capacity") int capacity,
            @PropertyInject("veaiops.notices.ageing-millis") long ageing) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new DeliveryLanes(
                new DeliveryLanes.Threads(
                        // one more, which folds backlogs
                        Executors.newFixedThreadPool(workerShares.workers() + 1, daemon("notice-delivery")),
                        new WorkerShares(workerShares),
                        Executors.newSingleThreadScheduledExecutor(daemon("notice-lanes"))),
                new DeliveryLanes.Bounds(
                        deliverySettings::atOnce, capacity, Duration.ofMillis(ageing), DeliveryWiring::sharedHost),
                gatekeeper,
                digests,
                (target, bell) -> noticeAttempt.deliver(producer, target, bell));
    }

    /** All hosts of one registered name share: it costs nothing to have many. */
    private static String sharedHost(String target) {
        String host = HostOf.target(target);
        String name = host.replaceFirst(":\\d+$", "");
        return Optional.ofNullable(PublicSuffixMatcherLoader.getDefault().getDomainRoot(name))
                .orElse(host);
    }

    @BindToRegistry(lazy = true)
    public DeliverNotices deliverNotices(DeliveryLanes deliveryLanes, BatchCommit commitBatch) {
        return new DeliverNotices(deliveryLanes, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public NoticeBell noticeBell(
            NoticeStore noticeStore,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.notices.sweep-batch") int batch,
            @PropertyInject("veaiops.notices.ring-again-millis") long again) {
        return new NoticeBell(
                noticeStore, new NoticeBell.Rounds(batch, Duration.ofMillis(again)), pipelineMetrics, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public RollUpSweep rollUpSweep(
            DispatchBook dispatchBook,
            @PropertyInject("veaiops.rollups.sweep-batch") int batch,
            @PropertyInject("veaiops.rollups.sweep-period-millis") long period) {
        return new RollUpSweep(dispatchBook, batch, Duration.ofMillis(period), CLOCK);
    }

    /** Threads that end with the beans that own them, not with the executor services of the context. */
    private static ThreadFactory daemon(String name) {
        return new CamelThreadFactory("veaiops-#counter#-#name#", name, true);
    }
}
