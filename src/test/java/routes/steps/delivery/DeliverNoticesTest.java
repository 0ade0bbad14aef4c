package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import routes.common.tracing.Tracing;
import routes.notice.Notice;
import routes.notice.NoticeQueued;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.LogRecord;
import routes.steps.kafka.StageWatch;
import routes.subscription.Subscription;

class DeliverNoticesTest {
    private static final String URL = "https://hooks.example/services/T024BE7LD/Xf9mJq2VtR8s";

    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();

    @Test
    void a_record_whose_key_is_the_whole_url_is_queued_for_the_same_target_as_one_of_now() throws Exception {
        Notice notice = Notice.reply(anEvent().build(), new Subscription.Target("Webhook", URL, null, "event.v1"), NOW);
        TargetQueues queues = queues();

        new DeliverNotices(
                        queues,
                        new BatchCommit(new StageWatch(new SimpleMeterRegistry(), Clock.systemUTC()), Tracing.OFF))
                .process(batch(record("Webhook " + URL, notice), record(notice.orderKey(), another(notice))));
        queues.close();

        assertThat(delivered).containsExactly(notice.orderKey(), notice.orderKey());
        assertThat(notice.orderKey()).doesNotContain("T024BE7LD", "Xf9mJq2VtR8s");
    }

    private static Notice another(Notice notice) {
        return Notice.reply(anEvent().numbered(2).build(), notice.target(), NOW);
    }

    private TargetQueues queues() {
        return new TargetQueues(
                Executors.newSingleThreadExecutor(),
                Shares.of(4),
                Executors.newSingleThreadScheduledExecutor(),
                new TargetQueues.Bounds(target -> 2, 10, Duration.ofMinutes(1), target -> target),
                TargetQueues.Digests.NONE,
                (target, queued) -> {
                    delivered.add(target);
                    return TargetQueues.Outcome.CALLED;
                });
    }

    private Exchange record(String key, Notice notice) {
        Exchange one = new DefaultExchange(context);
        one.setMessage(LogRecord.of(context, key, NoticeQueued.of(notice).text().getBytes(StandardCharsets.US_ASCII)));
        return one;
    }

    private Exchange batch(Exchange... records) {
        Exchange batch = new DefaultExchange(context);
        batch.getMessage().setBody(List.of(records));
        return batch;
    }
}
