package routes.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.error.ErrorCode;
import routes.json.Json;

/**
 * What the main server does before and beside the routes: every answer carries a request id, broken queries are refused,
 * forms stay unread for {@link FormBody}, and what the server refuses by itself has the one shape of errors.
 */
final class FrontDesk {
    /** Where the content type of a form waits while the server must not see it. */
    static final String FORM_TYPE = "veaiops.form-type";

    private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);
    private static final String SOURCES = "/alarms/";
    private static final String REQUEST_ID = "x-request-id";
    private static final String CORRELATION_ID = "x-correlation-id";
    private static final Pattern SANE_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Map<Integer, ErrorCode> CODES = Map.of(
            400, ErrorCode.BAD_REQUEST,
            404, ErrorCode.NOT_FOUND,
            405, ErrorCode.METHOD_NOT_ALLOWED,
            406, ErrorCode.BAD_REQUEST,
            413, ErrorCode.BODY_TOO_LARGE,
            414, ErrorCode.BAD_REQUEST,
            415, ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            500, ErrorCode.INTERNAL,
            503, ErrorCode.UNAVAILABLE);

    private final Router routes;

    private FrontDesk(Router routes) {
        this.routes = routes;
    }

    /** @param intermission when callers wait for their path */
    static void open(VertxPlatformHttpRouter mounted, Intermission intermission) {
        if (!(mounted.getServer().getServer().requestHandler() instanceof Router main)) {
            throw new IllegalStateException("the HTTP server is not driven by a Vert.x router");
        }
        FrontDesk desk = new FrontDesk(mounted);
        main.route().order(-1).handler(context -> receive(context, intermission));
        CODES.keySet().forEach(status -> main.errorHandler(status, context -> desk.refuse(context, status)));
    }

    static String requestId(RoutingContext context) {
        String id = context.response().headers().get(REQUEST_ID);
        return id == null ? mark(context) : id;
    }

    /**
     * Hides a form's content type from the body handler only: routes are still matched by it, because the parsed headers
     * are taken before.
     */
    private static void receive(RoutingContext context, Intermission intermission) {
        mark(context);
        try {
            context.queryParams();
        } catch (RuntimeException e) {
            LOG.debug("broken query", e);
            context.fail(400);
            return;
        }
        HttpServerRequest request = context.request();
        String contentType = request.getHeader("content-type");
        if (contentType != null && FormBody.announcedBy(contentType)) {
            context.parsedHeaders();
            context.put(FORM_TYPE, contentType);
            request.headers().remove("content-type");
        }
        intermission.beforePaths(context, context::next);
    }

    private static String mark(RoutingContext context) {
        HttpServerRequest request = context.request();
        String id = sane(request.getHeader(REQUEST_ID));
        String correlation = sane(request.getHeader(CORRELATION_ID));
        String given = id == null ? fresh() : id;
        context.response().putHeader(REQUEST_ID, given);
        context.response().putHeader(CORRELATION_ID, correlation == null ? given : correlation);
        return given;
    }

    /** A request id need not be hard to guess, and one is made for every request. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static @Nullable String sane(@Nullable String id) {
        return id != null && SANE_ID.matcher(id).matches() ? id : null;
    }

    private void refuse(RoutingContext context, int status) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        String requestId = requestId(context);
        Throwable failure = context.failure();
        boolean callersFault = status == 500 && failure instanceof IllegalArgumentException && !hasRoute(context);
        int answered = callersFault ? 400 : status;
        if (answered == 500) {
            LOG.atError().addKeyValue("request_id", requestId).setCause(failure).log("request failed");
        }
        if (answered == 405) {
            response.putHeader("Allow", String.join(", ", Paths.methods(routes, context.normalizedPath())));
        }
        if (answered == 503) {
            response.putHeader("Retry-After", ErrorAnswers.RETRY_AFTER_SECONDS);
        }
        boolean noSource = answered == 404 && context.normalizedPath().startsWith(SOURCES);
        ErrorCode code = noSource ? ErrorCode.UNKNOWN_SOURCE : CODES.getOrDefault(answered, ErrorCode.INTERNAL);
        response.setStatusCode(answered).putHeader("Content-Type", ApiAnswer.JSON);
        response.end(new String(Json.bytes(ApiError.of(code, message(answered), requestId))));
    }

    private static boolean hasRoute(RoutingContext context) {
        return context.currentRoute() != null;
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "the request line, the query or the body cannot be read";
            case 404 -> "there is nothing at this path";
            case 405 -> "this path does not take this method";
            case 406 -> "this path does not answer in the accepted types";
            case 413 -> "the body is larger than the limit";
            case 414 -> "the request line is too long";
            case 415 -> "this path does not take this content type";
            case 503 -> "not ready: try again later";
            default -> "this should not have happened; the request id finds it in the log";
        };
    }
}
