package routes.api.bot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.chat.Erasure;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/** Erases a person or a chat by the platform's id. The log says what was erased, not whose it was. */
public final class ErasureApi {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureApi.class);

    private final Erasure erasure;

    public ErasureApi(Erasure erasure) {
        this.erasure = erasure;
    }

    public ApiAnswer person(ApiRequest request) {
        return answer(
                "person",
                erasure.person(
                        request.pathParameter("id"), request.query("channel").orElse(null)),
                request);
    }

    public ApiAnswer chat(ApiRequest request) {
        return answer(
                "chat",
                erasure.chat(
                        request.pathParameter("id"), request.query("channel").orElse(null)),
                request);
    }

    private static ApiAnswer answer(String kind, Erasure.Erased erased, ApiRequest request) {
        LOG.info("erased kind={} counts={} request_id={}", kind, erased, request.requestId());
        return ApiAnswer.ok(erased);
    }
}
