package routes.dev;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A webhook for newcomers: prints what is posted to it and answers 200. */
public final class PrintWebhooks {

    private static final int PORT = 9099;
    private static final int NO_BODY = -1;

    private PrintWebhooks() {}

    /** The port is {@code -Dveaiops.webhooks.port=...}, 9099 if not given. */
    public static void main(String[] args) throws Exception {
        int port =
                RunSetting.given("veaiops.webhooks.port").map(Integer::parseInt).orElse(PORT);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", PrintWebhooks::print);
        server.start();
        System.out.println("Printing what is posted to http://127.0.0.1:" + port + "/");
        Thread.currentThread().join();
    }

    private static void print(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestHeaders()
                    .forEach((name, values) -> System.out.println("  " + name + ": " + values.get(0)));
            System.out.println("  " + body);
            exchange.sendResponseHeaders(200, NO_BODY);
        }
    }
}
