package routes.common.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans, and carries them from step to step as the text of W3C's {@code traceparent}. Callers ask {@link #on()} first, so
 * that what is switched off costs nothing.
 */
public final class Tracing implements AutoCloseable {
    /** Header of requests and of Kafka records. */
    public static final String HEADER = "traceparent";

    public static final Tracing OFF = new Tracing(OpenTelemetry.noop().getTracer(""), false, () -> {});

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Tracer tracer;
    private final boolean on;
    private final Runnable end;

    private Tracing(Tracer tracer, boolean on, Runnable end) {
        this.tracer = tracer;
        this.on = on;
        this.end = end;
    }

    /** @param end sends what waits, and stops sending */
    public static Tracing by(Tracer tracer, Runnable end) {
        return new Tracing(tracer, true, end);
    }

    public boolean on() {
        return on;
    }

    /** @param parent {@code traceparent} as text or bytes; without a usable one the span begins a trace */
    public SpanBuilder span(String name, @Nullable Object parent) {
        return tracer.spanBuilder(name).setParent(context(parent));
    }

    /** A part of a span. */
    public SpanBuilder within(Span parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent));
    }

    /** What a {@code traceparent} names; invalid without a usable one. */
    public static SpanContext named(@Nullable Object parent) {
        return Span.fromContext(context(parent)).getSpanContext();
    }

    /** The {@code traceparent} of what follows from a span. */
    public static String header(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(span), headers, (carrier, name, value) -> carrier.put(name, value));
        return headers.getOrDefault(HEADER, "");
    }

    private static Context context(@Nullable Object parent) {
        String text = parent instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.US_ASCII)
                : parent instanceof String said ? said : "";
        return W3C.extract(Context.root(), text, ONE_HEADER);
    }

    private static final TextMapGetter<String> ONE_HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String name) {
            return HEADER.equals(name) ? carrier : null;
        }
    };

    @Override
    public void close() {
        end.run();
    }
}
