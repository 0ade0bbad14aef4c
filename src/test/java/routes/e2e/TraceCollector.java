package routes.e2e;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces: takes OTLP over HTTP and keeps the spans. */
final class TraceCollector implements AutoCloseable {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException("Starting a collector", e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** The spans of a trace so far, the earliest first. */
    List<Span> of(String traceId) {
        return spans.stream()
                .filter(span -> hex(span.getTraceId()).equals(traceId))
                .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano)
                        .thenComparing(Comparator.comparingLong(Span::getEndTimeUnixNano)
                                .reversed()))
                .toList();
    }

    /** The name of the span within which one of this name is. */
    String parentOf(String traceId, String name) {
        List<Span> way = of(traceId);
        ByteString parent = way.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getParentSpanId();
        return way.stream()
                .filter(span -> span.getSpanId().equals(parent))
                .map(Span::getName)
                .findFirst()
                .orElse("none");
    }

    /** Names of the spans that are linked with a trace and belong to another. */
    List<String> linked(String traceId) {
        return spans.stream()
                .filter(span -> !hex(span.getTraceId()).equals(traceId))
                .filter(span -> span.getLinksList().stream()
                        .anyMatch(link -> hex(link.getTraceId()).equals(traceId)))
                .map(Span::getName)
                .toList();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void take(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        request.getResourceSpansList()
                .forEach(resource -> resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
