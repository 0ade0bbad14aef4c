package routes.steps.intake;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import routes.alarm.Alarm;
import routes.common.tracing.Tracing;
import routes.http.ApiRequest;

/** The span of a post whose alarms are taken: from its arrival to its answer, with its way into the log as a part. */
final class PostTrace {
    private static final AttributeKey<List<String>> ALARMS = AttributeKey.stringArrayKey("veaiops.alarm_ids");
    private static final int MOST_NAMED = 100;

    private PostTrace() {}

    /** Goes on with the trace of the sender, if the request names one; does nothing while tracing is off. */
    static void begin(Tracing tracing, Exchange exchange, ApiRequest request, List<Alarm> alarms) {
        if (tracing.on()) {
            begin(tracing, exchange, alarms, request.header(Tracing.HEADER).orElse(""));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Message> records(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    private static void begin(Tracing tracing, Exchange exchange, List<Alarm> alarms, String parent) {
        String source = alarms.get(0).source();
        Instant came = Instant.ofEpochMilli(exchange.getClock().getCreated());
        Span post = tracing.span("post of " + source, parent)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(came)
                .setAttribute("veaiops.source", source)
                .setAttribute(
                        ALARMS, alarms.stream().map(Alarm::id).limit(MOST_NAMED).toList())
                .startSpan();
        tracing.within(post, "convert").setStartTimestamp(came).startSpan().end();
        Span append = tracing.within(post, "append to the log")
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        String following = Tracing.header(append);
        records(exchange).forEach(record -> record.setHeader(Tracing.HEADER, following));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onFailure(Exchange failed) {
                post.setStatus(StatusCode.ERROR);
            }

            @Override
            public void onDone(Exchange done) {
                super.onDone(done);
                append.end();
                post.end();
            }
        });
    }
}
