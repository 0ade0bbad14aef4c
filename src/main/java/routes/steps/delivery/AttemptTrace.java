package routes.steps.delivery;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import routes.common.tracing.Tracing;
import routes.notice.Notice;
import routes.notice.NoticeFinish;

/** The span of an attempt, in the trace of the alarm behind its notice; its last part is the receipt. */
final class AttemptTrace {
    private static final String SPAN = "attemptSpan";

    private final Tracing tracing;

    AttemptTrace(Tracing tracing) {
        this.tracing = tracing;
    }

    /** A message that carries several notices is linked with the traces of the others. */
    void begin(Exchange exchange, Notice notice) {
        String trace = notice.handling().trace();
        if (trace == null || !tracing.on()) {
            return;
        }
        String[] causes = trace.split(",");
        if (notice.attempts() <= 1) {
            tracing.span("wait for a worker", causes[0])
                    .setStartTimestamp(notice.createdAt())
                    .startSpan()
                    .end();
        }
        SpanBuilder builder = tracing.span("attempt by " + notice.target().channel(), causes[0])
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("veaiops.notice_id", notice.id())
                .setAttribute("veaiops.event_id", notice.event().id())
                .setAttribute("veaiops.attempt", notice.attempts());
        Arrays.stream(causes).skip(1).map(Tracing::named).forEach(builder::addLink);
        exchange.setProperty(SPAN, builder.startSpan());
    }

    /** Stores the receipt within the span, which ends with it. */
    boolean receipt(Exchange exchange, NoticeFinish finish, Supplier<Boolean> stored) {
        Span span = exchange.getProperty(SPAN, Span.class);
        if (span == null) {
            return stored.get();
        }
        span.setAttribute("veaiops.state", finish.state().name());
        if (finish.reason() != null) {
            span.setStatus(StatusCode.ERROR, finish.reason().wireName());
        }
        Span receipt = tracing.within(span, "receipt").startSpan();
        try {
            return stored.get();
        } finally {
            receipt.end();
            span.end();
        }
    }
}
