package routes.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.tracing.LogId;
import routes.datasource.PlatformFailure;

/** Turns what went wrong in a request route into the one shape of errors. */
public final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final int LONGEST_CHAIN = 20;

    private final List<Predicate<Throwable>> outages;

    /** @param outages each knows the exceptions of one system that say it is away */
    public ErrorAnswers(List<Predicate<Throwable>> outages) {
        this.outages = List.copyOf(outages);
    }

    /** The exception handler of request routes: replaces the message by the answer. */
    public void answer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ApiRequest request = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        String requestId = request == null ? exchange.getExchangeId() : request.requestId();
        RefusedRequest refused = refusal(failure);
        try (MDC.MDCCloseable alarms = LogId.ALARM.during(exchange.getProperty(LogId.POSTED, List.class))) {
            log(refused, requestId, request, failure);
        }
        write(exchange, refused, requestId);
    }

    private static void log(RefusedRequest refused, String requestId, @Nullable ApiRequest request, Throwable failure) {
        if (refused.code() == ErrorCode.INTERNAL) {
            LOG.atError().addKeyValue("request_id", requestId).setCause(failure).log("request failed: {}", request);
        } else if (refused.code() == ErrorCode.UNAVAILABLE) {
            LOG.atWarn()
                    .addKeyValue("request_id", requestId)
                    .log("request not possible now: {}, because {}", request, cause(failure));
        }
    }

    /** The refusal behind an exception; what is not known is {@link ErrorCode#INTERNAL}. */
    public RefusedRequest refusal(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++, cause = cause.getCause()) {
            if (cause instanceof RefusedRequest refused) {
                return refused;
            }
            if (cause instanceof PlatformFailure failed) {
                return platform(failed);
            }
            if (isOutage(cause)) {
                return RefusedRequest.of(ErrorCode.UNAVAILABLE, "a system behind this API is away: try again later");
            }
        }
        return RefusedRequest.of(
                ErrorCode.INTERNAL, "this should not have happened; the request id finds it in the log");
    }

    private static RefusedRequest platform(PlatformFailure failed) {
        ErrorCode code = failed.code().equals("timeout") ? ErrorCode.PLATFORM_TIMEOUT : ErrorCode.PLATFORM_FAILED;
        return RefusedRequest.of(
                failed instanceof PlatformFailure.Throttled ? ErrorCode.UNAVAILABLE : code,
                "the monitoring platform says " + failed.code() + ": " + failed.getMessage());
    }

    private boolean isOutage(Throwable cause) {
        return cause instanceof RetriableException || outages.stream().anyMatch(outage -> outage.test(cause));
    }

    private static String cause(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static void write(Exchange exchange, RefusedRequest refused, String requestId) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, refused.code().status());
        headers(refused).forEach(message::setHeader);
        message.setBody(Json.bytes(ApiError.of(refused, requestId)));
    }

    /** The headers of an answer that refuses. */
    static Map<String, String> headers(RefusedRequest refused) {
        Map<String, String> headers = new HashMap<>();
        headers.put(Exchange.CONTENT_TYPE, ApiAnswer.JSON);
        if (refused.retryAfterSeconds() > 0) {
            headers.put("Retry-After", String.valueOf(refused.retryAfterSeconds()));
        }
        if (refused.code() == ErrorCode.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        return headers;
    }
}
