package routes.datasource.call;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import routes.common.outgoing.CallFailure;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformRequest;

/** The way into the {@code datasource-} routes, which make one HTTP call each. */
public final class PlatformRoutes implements BiFunction<String, PlatformRequest, PlatformAnswer> {
    private final ProducerTemplate template;
    private final Clock clock;

    public PlatformRoutes(ProducerTemplate template, Clock clock) {
        this.template = template;
        this.clock = clock;
    }

    /** @throws PlatformFailure.Unavailable when there is no answer */
    @Override
    public PlatformAnswer apply(String route, PlatformRequest request) {
        HttpCall call = new HttpCall(request.method(), request.url(), null, request.headers(), request.body());
        Exchange exchange = template.request("direct:" + route, sent -> call.fill(sent.getMessage()));
        if (exchange.getException() != null) {
            throw failure(CallFailure.of(exchange.getException()));
        }
        return answer(HttpAnswer.of(exchange.getMessage()));
    }

    private PlatformAnswer answer(HttpAnswer answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new PlatformAnswer(answer.status(), headers, answer.body(), clock.instant());
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
