package routes.channel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;

/** A notice that goes out as one HTTP request: what a sender's steps around it have in common. */
public final class HttpSend {
    private static final String SENT = "sentMessage";
    /** Those of an answer's headers that say something of the delivery. */
    private static final List<String> TELLING = List.of("Date", "Retry-After", "Content-Type");

    private HttpSend() {}

    /**
     * What is to be sent.
     *
     * @param hidden texts that must not be kept should the answer repeat them
     */
    public record Post(String url, Map<String, String> headers, byte[] body, List<String> hidden) {
        /** JSON for an address that is a secret by itself. */
        public static Post toHook(String url, byte[] json) {
            return new Post(url, Map.of("Content-Type", "application/json; charset=utf-8"), json, secretsOf(url));
        }

        @Override
        public String toString() {
            return "Post[bytes=" + body.length + "]";
        }
    }

    /** An answer may repeat the address of a hook in part: its path, the last step of it, a value of its query. */
    public static List<String> secretsOf(String url) {
        List<String> secrets = new ArrayList<>(List.of(url));
        int path = url.indexOf('/', url.indexOf("//") + 2);
        if (path >= 0) {
            String[] parts = url.substring(path).split("\\?", 2);
            secrets.add(url.substring(path));
            secrets.add(parts[0]);
            secrets.add(parts[0].substring(parts[0].lastIndexOf('/') + 1));
            for (String pair : parts.length > 1 ? parts[1].split("&") : new String[0]) {
                secrets.add(pair.substring(pair.indexOf('=') + 1));
            }
        }
        return secrets;
    }

    /** Makes the message the request. */
    public static void prepare(Exchange exchange, Post post) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        post.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, post.url());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setBody(post.body());
        exchange.setProperty(SENT, new SentMessage(Outbound.notice(exchange).id(), post.body().length, post.hidden()));
    }

    /** There is nothing to send with. */
    public static void skip(Exchange exchange, String why) {
        Outbound.end(exchange, new SendResult.Skipped(FailureReason.NOT_CONFIGURED, why));
    }

    /** What the rules make of the answer. */
    public static SendResult judged(Exchange exchange, ReceiptRules receipts, Clock clock) {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        for (String name : TELLING) {
            Optional.ofNullable(message.getHeader(name, String.class)).ifPresent(value -> headers.put(name, value));
        }
        int status = Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .orElse(0);
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        SentMessage sent = exchange.getProperty(SENT, SentMessage.class);
        return receipts.judge(new VendorAnswer(status, headers, body, sent, clock.instant()));
    }

    /** Sets the result of a call that brought no answer. */
    public static void failed(Exchange exchange) {
        Outbound.end(exchange, SendFailure.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }
}
