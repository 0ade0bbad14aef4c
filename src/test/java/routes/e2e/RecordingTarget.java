package routes.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that keeps what it was sent, by path, and answers as scripted. */
final class RecordingTarget implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile byte[] answer = new byte[0];

    /** One request; header names are lower case. */
    record Received(String path, Map<String, String> headers, String body) {
        String id() {
            return headers.getOrDefault("webhook-id", "");
        }
    }

    private RecordingTarget(HttpServer server) {
        this.server = server;
    }

    static RecordingTarget start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingTarget target = new RecordingTarget(server);
            server.createContext("/", target::take);
            server.setExecutor(target.workers);
            server.start();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Starting a target", e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on requests to the path are answered with the status. */
    void answer(String path, int status) {
        statuses.put(path, status);
    }

    /** From now on every answer has this body. */
    RecordingTarget saying(String json) {
        answer = json.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> at(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        received.add(new Received(path, headers, body));
        exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
