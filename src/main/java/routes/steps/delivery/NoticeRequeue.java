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

/** Rings the bells of notices that are due: retries, lost bells, and claims whose owner is gone. */
public final class NoticeRequeue {
    private final NoticeStore notices;
    private final Rounds rounds;
    private final PipelineMetrics metrics;
    private final Clock clock;

    /**
     * @param most bells that are rung at once
     * @param again how long after one ring the same bell is rung again
     */
    public record Rounds(int most, Duration again) {}

    public NoticeRequeue(NoticeStore notices, Rounds rounds, PipelineMetrics metrics, Clock clock) {
        this.notices = notices;
        this.rounds = rounds;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Leaves the bells for {@code veaiops.notices} in the body. */
    public void ring(Exchange exchange) {
        Instant now = clock.instant();
        List<Message> bells = notices.due(now, rounds.most(), now.plus(rounds.again())).stream()
                .map(due -> record(exchange.getContext(), due.orderKey(), due.bell()))
                .toList();
        metrics.rung(bells.size());
        exchange.getMessage().setBody(bells);
    }

    public static Message record(CamelContext context, String orderKey, NoticeQueued bell) {
        return LogRecord.of(context, orderKey, bell.text().getBytes(StandardCharsets.US_ASCII));
    }
}
