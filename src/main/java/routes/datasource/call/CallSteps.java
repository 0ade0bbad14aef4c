package routes.datasource.call;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.common.outgoing.CallFailure;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;
import routes.datasource.PlatformRequest;

/** The steps around the HTTP call of one question: build the request, read the answer, name the failure. */
public final class CallSteps {
    private static final String QUESTION = "platformQuestion";
    private static final String ANSWER = "platformAnswer";

    private final Clock clock;

    public CallSteps(Clock clock) {
        this.clock = clock;
    }

    /** What the reader made of an answer. */
    private record Read(@Nullable Object value) {}

    /** Puts a question; the route reads the plain properties. */
    static void begin(Exchange exchange, PlatformQuestion<?> question) {
        exchange.setProperty(QUESTION, question);
        exchange.setProperty("platform", question.platform());
        exchange.setProperty("repeatable", question.repeatable());
    }

    static PlatformQuestion<?> question(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(QUESTION, PlatformQuestion.class), "the exchange carries no question");
    }

    static boolean answered(Exchange exchange) {
        return exchange.getProperty(ANSWER) != null;
    }

    /** What was read; null where that is what the question's reader gives. */
    @SuppressWarnings({"unchecked", "NullAway"})
    static <T> T answer(Exchange exchange, PlatformQuestion<T> question) {
        Read read = Objects.requireNonNull(
                exchange.getProperty(ANSWER, Read.class), () -> "no answer of " + question.platform());
        return (T) read.value();
    }

    /** Makes the message the request. Made anew for every attempt: signatures and nonces are fresh. */
    public void request(Exchange exchange) {
        PlatformRequest request = question(exchange).request().get();
        new HttpCall(request.method(), request.url(), null, request.headers(), request.body())
                .fill(exchange.getMessage());
    }

    /** Reads any answer, whatever its status; throws the {@link PlatformFailure} that it means. */
    public void read(Exchange exchange) {
        HttpAnswer answer = HttpAnswer.of(exchange.getMessage());
        Map<String, String> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        PlatformAnswer read = new PlatformAnswer(answer.status(), headers, answer.body(), clock.instant());
        exchange.setProperty(ANSWER, new Read(question(exchange).reader().apply(read)));
    }

    /** Throws the {@link PlatformFailure} of a call that brought no answer. */
    public void noAnswer(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw failure(
                CallFailure.of(caught == null ? new IllegalStateException("a call failed without a reason") : caught));
    }

    private static PlatformFailure failure(CallFailure failure) {
        return switch (failure.kind()) {
            case FORBIDDEN_TARGET -> new PlatformFailure.BadRequest("forbidden_target", failure.text());
            case TOO_LONG -> new PlatformFailure.BadRequest("answer_too_large", failure.text());
            case TIMEOUT -> new PlatformFailure.Unavailable(failure.text(), "timeout");
            case CONNECTION -> new PlatformFailure.Unavailable(failure.text(), "connection");
            case UNKNOWN -> new PlatformFailure.Unavailable(failure.text(), "unknown");
        };
    }
}
