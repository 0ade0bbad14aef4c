package routes.steps.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.notice.NoticeQueued;
import routes.notice.NoticeStore;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/** Queues notices that are due: retries, lost records, and claims whose owner is gone. */
public final class NoticeRequeue {
    private final NoticeStore notices;
    private final Rounds rounds;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /**
     * @param most notices that are queued at once
     * @param again how long after it was queued the same notice is queued again
     */
    public record Rounds(int most, Duration again) {}

    public NoticeRequeue(NoticeStore notices, Rounds rounds, PipelineMetrics metrics, Clock clock) {
        this.notices = notices;
        this.rounds = rounds;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Leaves the records for {@code veaiops.notices} in the body. */
    public void due(Exchange exchange) {
        Instant now = clock.instant();
        List<Message> records = notices.due(now, rounds.most(), now.plus(rounds.again())).stream()
                .map(due -> record(exchange.getContext(), due.orderKey(), due.queued()))
                .toList();
        metrics.rung(records.size());
        exchange.getMessage().setBody(records);
    }

    public static Message record(CamelContext context, String orderKey, NoticeQueued queued) {
        return LogRecord.of(context, orderKey, queued.text().getBytes(StandardCharsets.US_ASCII));
    }
}
