package routes.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.notice.NoticeStore;

/** Rings the bells of notices that are due: retries, lost bells, and claims whose owner is gone. */
public final class NoticeBell {
    private final NoticeStore notices;
    private final int batch;
    private final Clock clock;

    public NoticeBell(NoticeStore notices, int batch, Clock clock) {
        this.notices = notices;
        this.batch = batch;
        this.clock = clock;
    }

    /** Leaves the bells for {@code veaiops.notices} in the body. */
    public void ring(Exchange exchange) {
        List<Message> bells = notices.due(clock.instant(), batch).stream()
                .map(due -> LogRecord.of(
                        exchange.getContext(), due.orderKey(), due.id().getBytes(StandardCharsets.US_ASCII)))
                .toList();
        exchange.getMessage().setBody(bells);
    }
}
