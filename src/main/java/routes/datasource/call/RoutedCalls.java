package routes.datasource.call;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformQuestion;

/** The way into {@code datasources-call.camel.yaml}, where quota, circuit breaker, timeout and retries stand. */
public final class RoutedCalls implements PlatformCall {
    private static final String ROUTE = "direct:datasources-ask";

    private final ProducerTemplate template;

    public RoutedCalls(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public <T> T ask(PlatformQuestion<T> question) {
        Exchange done = template.request(ROUTE, exchange -> CallSteps.begin(exchange, question));
        if (done.getException() != null) {
            throw failure(done.getException());
        }
        return CallSteps.answer(done, question);
    }

    private static RuntimeException failure(@Nullable Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return stopping();
        }
        if (failure instanceof RejectedExecutionException) {
            return stopping();
        }
        return failure instanceof RuntimeException known
                ? known
                : new PlatformFailure.Unavailable("the call failed inside the application", "internal");
    }

    private static PlatformFailure stopping() {
        return new PlatformFailure.Unavailable("the call was given up: the application stops", "interrupted");
    }
}
