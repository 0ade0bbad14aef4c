package routes.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import routes.datasource.PlatformAnswer;
import routes.datasource.PlatformFailure;
import routes.datasource.PlatformRequest;
import routes.security.ForbiddenTarget;

/** The steps around the HTTP call of a {@code datasource-} route, and the way into it. */
public final class PlatformRoutes implements BiFunction<String, PlatformRequest, PlatformAnswer> {
    private static final Map<Class<? extends Throwable>, String> KINDS = Map.of(
            UnknownHostException.class, "the host name is not known",
            ConnectException.class, "no connection to the host",
            SSLException.class, "no secure connection to the host");

    private final ProducerTemplate template;
    private final int mostBytes;
    private final Clock clock;

    /** @param mostBytes of an answer */
    public PlatformRoutes(ProducerTemplate template, int mostBytes, Clock clock) {
        this.template = template;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** @throws PlatformFailure.Unavailable when there is no answer */
    @Override
    public PlatformAnswer apply(String route, PlatformRequest request) {
        Exchange exchange =
                template.send("direct:" + route, sent -> sent.getMessage().setBody(request));
        if (exchange.getException() != null) {
            throw failure(exchange.getException());
        }
        return exchange.getMessage().getBody(PlatformAnswer.class);
    }

    /** Makes the {@link PlatformRequest} in the body the HTTP request. */
    public void request(Exchange exchange) {
        Message message = exchange.getMessage();
        PlatformRequest request = message.getBody(PlatformRequest.class);
        message.removeHeaders("*");
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, request.url());
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setBody(request.body().length == 0 ? null : request.body());
    }

    /** Makes the HTTP answer a {@link PlatformAnswer}. */
    public void answer(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        int status = Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .orElse(0);
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value));
            }
        });
        byte[] body = bytes(message);
        message.removeHeaders("*");
        message.setBody(new PlatformAnswer(status, headers, body, clock.instant()));
    }

    private byte[] bytes(Message message) throws IOException {
        try (InputStream body = message.getBody(InputStream.class)) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new PlatformFailure.BadRequest(
                        "answer_too_large", "the platform's answer is larger than " + mostBytes + " bytes");
            }
            return bytes;
        }
    }

    /** The text names the kind of failure and never the exception's own words: they may hold the URL. */
    private static PlatformFailure failure(Throwable thrown) {
        boolean broke = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            broke |= cause instanceof IOException;
            if (cause instanceof PlatformFailure known) {
                return known;
            }
            if (cause instanceof ForbiddenTarget forbidden) {
                return new PlatformFailure.BadRequest("forbidden_target", String.valueOf(forbidden.getMessage()));
            }
            if (cause instanceof InterruptedIOException) {
                return new PlatformFailure.Unavailable("no answer in time", "timeout");
            }
            for (Map.Entry<Class<? extends Throwable>, String> kind : KINDS.entrySet()) {
                if (kind.getKey().isInstance(cause)) {
                    return new PlatformFailure.Unavailable(kind.getValue(), "connection");
                }
            }
        }
        return broke
                ? new PlatformFailure.Unavailable("the connection broke", "connection")
                : new PlatformFailure.Unavailable(thrown.getClass().getSimpleName(), "unknown");
    }
}
