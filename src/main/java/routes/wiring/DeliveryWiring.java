package routes.wiring;

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
import routes.common.tracing.Tracing;
import routes.notice.ChatMoves;
import routes.notice.DeliveryStatuses;
import routes.notice.FailingTargets;
import routes.notice.HostOf;
import routes.notice.NoticeStore;
import routes.notice.RobotStops;
import routes.notice.SendLog;
import routes.steps.delivery.DeliverNotices;
import routes.steps.delivery.NoticeAttempt;
import routes.steps.delivery.NoticeClaims;
import routes.steps.delivery.NoticeRequeue;
import routes.steps.delivery.RollUpSweep;
import routes.steps.delivery.SendLimits;
import routes.steps.delivery.TargetQueues;
import routes.steps.delivery.TargetWatch;
import routes.steps.delivery.Throttles;
import routes.steps.delivery.WorkerShares;
import routes.steps.kafka.BatchCommit;
import routes.steps.watch.PipelineMetrics;

/** Delivery: the target queues, the attempts and the channels. */
@Configuration
public class DeliveryWiring {
    /** What an attempt needs beside the call itself: the look-up before it and the receipt after it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** An attempt may need an access token before its message. */
    private static final int CALLS = 2;

    @BindToRegistry(lazy = true)
    public DeliverySettings deliverySettings(CamelContext context) {
        return new DeliverySettings(context);
    }

    /** Of the hosts that notices go to, and of the accounts of data sources. */
    @BindToRegistry(lazy = true)
    public CircuitBreakerConfig breakerConfig(
            @PropertyInject("veaiops.breaker.calls") int calls,
            @PropertyInject("veaiops.breaker.failure-percent") float failurePercent,
            @PropertyInject("veaiops.breaker.open-millis") long open) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .failureRateThreshold(failurePercent)
                .waitDurationInOpenState(Duration.ofMillis(open))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    @BindToRegistry(lazy = true)
    public SendLimits sendLimits(
            DeliverySettings deliverySettings,
            SendLog sendLog,
            Throttles throttles,
            CircuitBreakerConfig breakerConfig,
            Clock clock) {
        return new SendLimits(
                CircuitBreakerRegistry.of(breakerConfig), deliverySettings::limits, sendLog, throttles, clock);
    }

    @BindToRegistry(lazy = true)
    public Throttles throttles(RobotStops robotStops, Clock clock) {
        return new Throttles(robotStops, clock);
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public NoticeClaims noticeClaims(
            NoticeStore noticeStore,
            DeliveryStatuses deliveryStatuses,
            Throttles throttles,
            Clock clock,
            @PropertyInject("veaiops.notices.lease-millis") long lease,
            @PropertyInject("veaiops.channel.timeout-millis") long timeout) {
        Duration needed = Duration.ofMillis(timeout).multipliedBy(CALLS).plus(MARGIN);
        if (Duration.ofMillis(lease).compareTo(needed) < 0) {
            throw new IllegalArgumentException("veaiops.notices.lease-millis=" + lease + " must be at least "
                    + needed.toMillis() + ": twice veaiops.channel.timeout-millis, for an access token and the"
                    + " message, and a margin of " + MARGIN.toMillis());
        }
        return new NoticeClaims(
                noticeStore,
                deliveryStatuses,
                new NoticeClaims.Owner(UUID.randomUUID().toString(), Duration.ofMillis(lease), clock),
                throttles,
                () -> Executors.newSingleThreadExecutor(daemon("notice-claims")));
    }

    @BindToRegistry(lazy = true)
    public NoticeAttempt noticeAttempt(
            DeliverySettings deliverySettings,
            NoticeClaims noticeClaims,
            SendLimits sendLimits,
            Throttles throttles,
            TargetWatch targetWatch,
            ChatMoves chatMoves,
            PipelineMetrics pipelineMetrics,
            Tracing tracing,
            Clock clock) {
        return new NoticeAttempt(
                noticeClaims,
                deliverySettings::retryPolicy,
                sendLimits,
                throttles,
                targetWatch,
                chatMoves,
                pipelineMetrics,
                tracing,
                clock);
    }

    @BindToRegistry(lazy = true)
    public TargetWatch targetWatch(
            FailingTargets failingTargets, Clock clock, @PropertyInject("veaiops.targets.off-after-days") int days) {
        return new TargetWatch(failingTargets, Duration.ofDays(days), clock);
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
    public TargetQueues targetQueues(
            CamelContext context,
            DeliverySettings deliverySettings,
            NoticeAttempt noticeAttempt,
            TargetQueues.Digests digests,
            WorkerShares.Limits workerShares,
            @PropertyInject("veaiops.notices.lane-capacity") int capacity,
            @PropertyInject("veaiops.notices.ageing-millis") long ageing) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new TargetQueues(
                // one more, which folds backlogs
                Executors.newFixedThreadPool(workerShares.workers() + 1, daemon("notice-delivery")),
                new WorkerShares(workerShares),
                Executors.newSingleThreadScheduledExecutor(daemon("target-queues")),
                new TargetQueues.Bounds(
                        deliverySettings::atOnce, capacity, Duration.ofMillis(ageing), DeliveryWiring::sharedHost),
                digests,
                (target, queued) -> noticeAttempt.deliver(producer, target, queued));
    }

    /** All hosts of one registered name share: it costs nothing to have many. */
    private static String sharedHost(String target) {
        String host = HostOf.target(target);
        String name = host.replaceFirst(":\\d+$", "");
        return Optional.ofNullable(PublicSuffixMatcherLoader.getDefault().getDomainRoot(name))
                .orElse(host);
    }

    @BindToRegistry(lazy = true)
    public DeliverNotices deliverNotices(TargetQueues targetQueues, BatchCommit commitBatch) {
        return new DeliverNotices(targetQueues, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public NoticeRequeue noticeRequeue(
            NoticeStore noticeStore,
            PipelineMetrics pipelineMetrics,
            Clock clock,
            @PropertyInject("veaiops.notices.sweep-batch") int batch,
            @PropertyInject("veaiops.notices.ring-again-millis") long again) {
        return new NoticeRequeue(
                noticeStore, new NoticeRequeue.Rounds(batch, Duration.ofMillis(again)), pipelineMetrics, clock);
    }

    @BindToRegistry(lazy = true)
    public RollUpSweep rollUpSweep(
            DeliveryStatuses deliveryStatuses,
            Clock clock,
            @PropertyInject("veaiops.rollups.sweep-batch") int batch,
            @PropertyInject("veaiops.rollups.sweep-period-millis") long period) {
        return new RollUpSweep(deliveryStatuses, batch, Duration.ofMillis(period), clock);
    }

    /** Threads that end with the beans that own them, not with the executor services of the context. */
    private static ThreadFactory daemon(String name) {
        return new CamelThreadFactory("veaiops-#counter#-#name#", name, true);
    }
}
