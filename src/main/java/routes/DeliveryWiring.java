package routes;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.PropertyInject;
import routes.channel.webhook.WebhookChannel;
import routes.notice.DispatchBook;
import routes.notice.NoticeStore;
import routes.notice.RetryPolicy;
import routes.pipeline.BatchCommit;
import routes.pipeline.DeliverNotices;
import routes.pipeline.DeliveryLanes;
import routes.pipeline.NoticeAttempt;
import routes.pipeline.NoticeBell;
import routes.pipeline.PipelineMetrics;
import routes.subscription.WebhookBook;

/** Delivery: the lanes, the attempts and the channels. */
@Configuration
public class DeliveryWiring {
    private static final Clock CLOCK = Clock.systemUTC();
    /** What a send needs beside the call itself: the look-up before it and the receipt after it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @BindToRegistry(lazy = true)
    public RetryPolicy retryPolicy(
            @PropertyInject("veaiops.notices.retry.first-millis") long first,
            @PropertyInject("veaiops.notices.retry.factor") double factor,
            @PropertyInject("veaiops.notices.retry.longest-millis") long longest,
            @PropertyInject("veaiops.notices.retry.attempts") int attempts) {
        return new RetryPolicy(Duration.ofMillis(first), factor, Duration.ofMillis(longest), attempts);
    }

    @BindToRegistry(lazy = true)
    public NoticeAttempt noticeAttempt(
            NoticeStore noticeStore,
            DispatchBook dispatchBook,
            RetryPolicy retryPolicy,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.channel.timeout-millis") long timeout) {
        return new NoticeAttempt(
                noticeStore,
                dispatchBook,
                retryPolicy,
                Duration.ofMillis(timeout).plus(MARGIN),
                pipelineMetrics,
                CLOCK);
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public DeliveryLanes deliveryLanes(
            CamelContext context,
            NoticeAttempt noticeAttempt,
            @PropertyInject("veaiops.notices.workers") int workers,
            @PropertyInject("veaiops.notices.per-target") int perTarget,
            @PropertyInject("veaiops.notices.lane-capacity") int capacity) {
        ProducerTemplate producer = context.createProducerTemplate();
        ExecutorService pool = context.getExecutorServiceManager().newFixedThreadPool(this, "notice-delivery", workers);
        return new DeliveryLanes(pool, perTarget, capacity, notice -> noticeAttempt.deliver(producer, notice));
    }

    @BindToRegistry(lazy = true)
    public DeliverNotices deliverNotices(
            NoticeStore noticeStore,
            DeliveryLanes deliveryLanes,
            BatchCommit commitBatch,
            @PropertyInject("veaiops.notices.lease-millis") long lease,
            @PropertyInject("veaiops.channel.timeout-millis") long timeout) {
        Duration needed = Duration.ofMillis(timeout).plus(MARGIN);
        if (Duration.ofMillis(lease).compareTo(needed) < 0) {
            throw new IllegalArgumentException("veaiops.notices.lease-millis=" + lease + " must be at least "
                    + needed.toMillis() + ": veaiops.channel.timeout-millis and a margin of " + MARGIN.toMillis());
        }
        return new DeliverNotices(
                noticeStore, deliveryLanes, UUID.randomUUID().toString(), Duration.ofMillis(lease), CLOCK, commitBatch);
    }

    @BindToRegistry(lazy = true)
    public NoticeBell noticeBell(NoticeStore noticeStore, @PropertyInject("veaiops.notices.sweep-batch") int batch) {
        return new NoticeBell(noticeStore, batch, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public WebhookChannel webhookChannel(
            WebhookBook webhookBook, @PropertyInject("veaiops.public-url") String publicUrl) {
        return new WebhookChannel(webhookBook, publicUrl.replaceAll("/+$", ""), CLOCK);
    }
}
