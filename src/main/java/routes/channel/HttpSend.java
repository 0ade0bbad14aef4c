package routes.channel;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRules;
import routes.notice.receipt.SentMessage;
import routes.notice.receipt.VendorAnswer;

/** The steps around the HTTP calls of a notice that all channels share: begin, call, judge. */
public final class HttpSend {
    static final String SENT = "sentMessage";
    /** What the call holds that no person may see, of any length. */
    static final String SECRETS = "callSecrets";

    private HttpSend() {}

    /**
     * What is posted.
     *
     * @param url whole; or a path below the base URL of the endpoint
     * @param hidden texts that must not be kept should the answer repeat them
     */
    public record Post(String url, Map<String, String> headers, byte[] body, List<String> hidden) {
        /** JSON for an address that is a secret by itself. */
        public static Post toHook(String url, byte[] json) {
            return new Post(
                    url, Map.of("Content-Type", "application/json; charset=utf-8"), json, HiddenTexts.of(List.of(url)));
        }

        @Override
        public String toString() {
            return "Post[bytes=" + body.length + "]";
        }
    }

    /** Makes the message the request. */
    public static void prepare(Exchange exchange, Post post) {
        prepare(exchange, new HttpCall("POST", post.url(), null, post.headers(), post.body()), post.hidden());
    }

    /** Makes the message the request. @param hidden texts that must not be kept should the answer repeat them */
    public static void prepare(Exchange exchange, HttpCall call, List<String> hidden) {
        call.fill(exchange.getMessage());
        exchange.setProperty(SECRETS, hidden);
        exchange.setProperty(
                SENT, new SentMessage(Outbound.notice(exchange).id(), call.body().length, HiddenTexts.of(hidden)));
    }

    /** There is nothing to send with. */
    public static void skip(Exchange exchange, String why) {
        Outbound.end(exchange, new SendResult.Skipped(FailureReason.NOT_CONFIGURED, why));
    }

    /** What the rules make of the answer in the message. */
    public static SendResult judged(Exchange exchange, ReceiptRules receipts, Clock clock) {
        return judged(exchange, HttpAnswer.of(exchange.getMessage()), receipts, clock);
    }

    /** What the rules make of an answer. */
    public static SendResult judged(Exchange exchange, HttpAnswer answer, ReceiptRules receipts, Clock clock) {
        return judged(sent(exchange), answer, receipts, clock);
    }

    /** What the rules make of the answer to what was sent. */
    static SendResult judged(SentMessage sent, HttpAnswer answer, ReceiptRules receipts, Clock clock) {
        return receipts.judge(
                new VendorAnswer(answer.status(), answer.headers(), answer.body(), sent, clock.instant()));
    }

    private static SentMessage sent(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(SENT, SentMessage.class))
                .orElseGet(() -> new SentMessage(Outbound.notice(exchange).id(), 0));
    }

    /** Sets the result of a call that brought no answer. */
    public static void failed(Exchange exchange) {
        Outbound.end(exchange, SendFailure.of(failure(exchange)));
    }

    private static Throwable failure(Exchange exchange) {
        @Nullable Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? new IllegalStateException("a call failed without a reason") : caught;
    }
}
