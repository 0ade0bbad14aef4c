package routes.steps.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import routes.common.tracing.Tracing;

/**
 * The spans of a batch that a stage has in hand: one for the batch, which begins a trace of its own and is linked with the traces
 * of its records; and one in the trace of each record, linked with the batch.
 */
public final class BatchTrace {
    private static final int MOST_LINKS = 100;
    private static final BatchTrace NONE = new BatchTrace(Tracing.OFF, Span.getInvalid(), Instant.EPOCH);

    private final Tracing tracing;
    private final Span batch;
    private final Instant begun;

    private BatchTrace(Tracing tracing, Span batch, Instant begun) {
        this.tracing = tracing;
        this.batch = batch;
        this.begun = begun;
    }

    /** The span of the batch ends with the exchange, once its offsets are committed. */
    static BatchTrace begin(Tracing tracing, String stage, Exchange exchange, List<Exchange> records) {
        List<SpanContext> causes = records.stream()
                .map(one -> one.getMessage().getHeader(Tracing.HEADER))
                .map(Tracing::named)
                .filter(SpanContext::isSampled)
                .limit(MOST_LINKS)
                .toList();
        if (causes.isEmpty()) {
            return NONE;
        }
        SpanBuilder builder = tracing.span("batch of " + stage, null)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.batch.message_count", records.size());
        causes.forEach(builder::addLink);
        Span span = builder.startSpan();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                span.end();
            }
        });
        return new BatchTrace(
                tracing, span, Instant.ofEpochMilli(exchange.getClock().getCreated()));
    }

    static BatchTrace none() {
        return NONE;
    }

    public boolean on() {
        return tracing.on();
    }

    /**
     * Says what came of a record.
     *
     * @return the {@code traceparent} of what follows from it; null when the record belongs to no trace
     */
    public @Nullable String step(String name, Message record, Map<String, String> attributes) {
        SpanContext cause = Tracing.named(record.getHeader(Tracing.HEADER));
        if (!cause.isSampled()) {
            return null;
        }
        SpanBuilder builder = tracing.span(name, record.getHeader(Tracing.HEADER))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(begun)
                .addLink(batch.getSpanContext());
        attributes.forEach(builder::setAttribute);
        Span span = builder.startSpan();
        span.end();
        return Tracing.header(span);
    }
}
