package routes.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.notice.Doorbell;
import routes.notice.NoticeStore;

/** Rings the bells of notices that are due: retries, lost bells, and claims whose owner is gone. */
public final class NoticeBell {
    private final NoticeStore notices;
    private final int batch;
    private final Duration again;
    private final Clock clock;

    /** @param again how long after one ring the same bell is rung again */
    public NoticeBell(NoticeStore notices, int batch, Duration again, Clock clock) {
        this.notices = notices;
        this.batch = batch;
        this.again = again;
        this.clock = clock;
    }

    /** Leaves the bells for {@code veaiops.notices} in the body. */
    public void ring(Exchange exchange) {
        Instant now = clock.instant();
        List<Message> bells = notices.due(now, batch, now.plus(again)).stream()
                .map(due -> record(exchange.getContext(), due.orderKey(), due.bell()))
                .toList();
        exchange.getMessage().setBody(bells);
    }

    static Message record(CamelContext context, String orderKey, Doorbell bell) {
        return LogRecord.of(context, orderKey, bell.text().getBytes(StandardCharsets.US_ASCII));
    }
}
