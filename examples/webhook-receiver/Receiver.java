import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes the webhooks of a hub and checks who sent them: the scheme of Standard Webhooks. With nothing but the JDK:
 * WEBHOOK_SECRET=whsec_... java Receiver.java 8090
 */
public class Receiver {
    private static final long TOLERANCE_SECONDS = 300;
    /** Ids that were taken. A hub sends a message again when the answer was lost; keep them in your store for a day. */
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    public static void main(String[] arguments) throws Exception {
        byte[] key = Base64.getDecoder().decode(System.getenv("WEBHOOK_SECRET").replaceFirst("^whsec_", ""));
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> answer(exchange, take(exchange, key)));
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    /** The HTTP status: 401 for what is not signed, old or changed; 204 for what is taken, also when it was taken before. */
    private static int take(HttpExchange exchange, byte[] key) throws IOException {
        String id = header(exchange, "webhook-id");
        String time = header(exchange, "webhook-timestamp");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!fresh(time) || !signed(key, id + "." + time + ".", body, header(exchange, "webhook-signature"))) {
            return 401;
        }
        if (TAKEN.add(id)) {
            System.out.println("took " + id + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return 204;
    }

    private static boolean fresh(String time) {
        return time.matches("\\d{1,12}")
                && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) <= TOLERANCE_SECONDS;
    }

    /** Several signatures stand beside one another while a secret is changed. */
    private static boolean signed(byte[] key, String before, byte[] body, String signatures) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            byte[] wanted =
                    ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
            for (String one : signatures.split(" ")) {
                if (MessageDigest.isEqual(wanted, one.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
