package routes.tool.preview;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/**
 * Serves one page to the browser of this machine. It listens on loopback only. Other web pages cannot drive it: its address
 * holds a random token, the request must name this host, and what changes something must come from the page itself.
 */
public final class DevServer implements AutoCloseable {
    private static final int MOST_BYTES = 4 << 20;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 422;
    private static final Map<String, String> FILES =
            Map.of("dev.js", "text/javascript; charset=utf-8", "dev.css", "text/css; charset=utf-8");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final String token;
    private final DevPage page;

    private DevServer(HttpServer server, DevPage page) {
        this.server = server;
        this.page = page;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
    }

    /** @param port 0 for a free one */
    public static DevServer start(int port, DevPage page) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            DevServer server = new DevServer(http, page);
            http.createContext("/", server::serve);
            http.setExecutor(server.workers);
            http.start();
            return server;
        } catch (IOException e) {
            throw new VeaiopsException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public String url() {
        return "http://" + host() + "/" + token + "/";
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!Set.of(host(), host().replace("127.0.0.1", "localhost"))
                    .contains(Objects.requireNonNullElse(
                            exchange.getRequestHeaders().getFirst("Host"), ""))) {
                answer(exchange, FORBIDDEN, "text/plain", "this page is for the browser of this machine only");
            } else if (!path.startsWith("/" + token + "/")) {
                answer(exchange, NOT_FOUND, "text/plain", "the address of the page is the one that was printed");
            } else if (exchange.getRequestMethod().equals("GET")) {
                show(exchange, path.substring(token.length() + 2));
            } else {
                act(exchange, path.substring(token.length() + 2));
            }
        }
    }

    private void show(HttpExchange exchange, String name) throws IOException {
        if (name.isEmpty()) {
            answer(exchange, OK, "text/html; charset=utf-8", page.html());
        } else if (FILES.containsKey(name)) {
            answer(exchange, OK, Objects.requireNonNull(FILES.get(name)), DevFiles.text(name));
        } else {
            answer(exchange, NOT_FOUND, "text/plain", "there is no " + name);
        }
    }

    private void act(HttpExchange exchange, String action) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        boolean ours = ("http://" + headers.getFirst("Host")).equals(headers.getFirst("Origin"))
                && "application/json".equals(headers.getFirst("Content-Type"));
        if (!ours) {
            answer(exchange, FORBIDDEN, "text/plain", "only the page itself may do that");
            return;
        }
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(MOST_BYTES);
            Map<String, String> values =
                    Json.mapper().readerForMapOf(String.class).readValue(body);
            answer(exchange, OK, "text/html; charset=utf-8", page.act(action, values));
        } catch (VeaiopsException e) {
            answer(exchange, REFUSED, "text/plain; charset=utf-8", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            answer(exchange, REFUSED, "text/plain; charset=utf-8", "what the page sent cannot be read");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
