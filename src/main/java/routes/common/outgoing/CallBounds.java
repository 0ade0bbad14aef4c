package routes.common.outgoing;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * How long the calls of an endpoint may take in all, and how much of an answer is read. Calls are made once: a delivery
 * decides about its attempts, the HTTP client would wait and send again by itself after 429 and 503.
 */
public final class CallBounds implements HttpClientConfigurer {
    private final CallDeadlines deadlines;
    private final long deadlineMillis;
    private final AnswerLimit limit;

    /**
     * @param deadlineMillis from the look-up of the name to the last byte of the answer
     * @param reading {@code whole}, {@code start} or {@code status}: what of an answer is used
     * @param mostBytes of an answer, unpacked
     */
    public CallBounds(CallDeadlines deadlines, long deadlineMillis, String reading, int mostBytes) {
        this.deadlines = deadlines;
        this.deadlineMillis = deadlineMillis;
        this.limit = new AnswerLimit(AnswerLimit.Reading.named(reading), mostBytes);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.addExecInterceptorFirst("bounded", new BoundedExchange(deadlines, deadlineMillis, limit));
    }
}
