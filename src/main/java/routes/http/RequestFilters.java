package routes.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;

/**
 * What a server does before and beside the routes: every answer carries a request id, broken queries are refused, callers
 * wait or come back while paths are made or taken away, and what the server refuses by itself has the one shape of errors.
 */
public final class RequestFilters {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFilters.class);
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

    private RequestFilters(Router routes) {
        this.routes = routes;
    }

    /**
     * Opens the main server.
     *
     * @param mounted where the paths are
     * @param reload when callers wait for their path
     * @param serving whether every path stands
     * @param origins which pages of other origins may call; null for none
     */
    public static void open(
            HttpServer server,
            Router mounted,
            RouteReloadPause reload,
            OpenPaths serving,
            @Nullable CrossOrigin origins) {
        Router main = router(server);
        if (origins != null) {
            main.route().order(-2).handler(origins::handle);
        }
        RequestFilters filters = new RequestFilters(mounted);
        main.route().order(-1).handler(context -> filters.receive(context, reload, serving));
        filters.answerErrors(main);
    }

    /** Gives a server that is not ours but for its errors the one shape of them. */
    public static void errorsOnly(HttpServer server) {
        Router main = router(server);
        new RequestFilters(main).answerErrors(main);
    }

    private static Router router(HttpServer server) {
        if (server.requestHandler() instanceof Router main) {
            return main;
        }
        throw new IllegalStateException("the HTTP server is not driven by a Vert.x router");
    }

    private void answerErrors(Router main) {
        CODES.keySet().forEach(status -> main.errorHandler(status, context -> refuse(context, status)));
    }

    static String requestId(RoutingContext context) {
        String id = context.response().headers().get(REQUEST_ID);
        return id == null ? mark(context) : id;
    }

    private void receive(RoutingContext context, RouteReloadPause reload, OpenPaths serving) {
        mark(context);
        if (!serving.now()) {
            context.response().putHeader("Connection", "close");
            context.fail(503);
            return;
        }
        try {
            readable(context);
        } catch (RuntimeException e) {
            LOG.debug("broken query or Content-Type", e);
            context.fail(400);
            return;
        }
        reload.beforePaths(context, () -> route(context));
    }

    /** Vert.x reads these when it looks for the route, and throws there for what cannot be read. */
    private static void readable(RoutingContext context) {
        context.queryParams();
        context.parsedHeaders().contentType().parameters();
    }

    /** The answer to HEAD is that to GET; the server leaves its body out. */
    private void route(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method().equals(HttpMethod.HEAD)) {
            Set<String> methods = Paths.methods(routes, context.normalizedPath());
            if (methods.contains("GET") && !methods.contains("HEAD")) {
                context.reroute(HttpMethod.GET, request.uri());
                return;
            }
        }
        context.next();
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
        if (isOver(context)) {
            return;
        }
        Throwable failure = context.failure();
        boolean callersFault = status == 500 && failure instanceof IllegalArgumentException && !hasRoute(context);
        int answered = callersFault ? 400 : status;
        if (answered == 500) {
            LOG.atError()
                    .addKeyValue("request_id", requestId(context))
                    .setCause(failure)
                    .log("request failed");
        }
        if (answered == 405) {
            context.response().putHeader("Allow", String.join(", ", Paths.methods(routes, context.normalizedPath())));
        }
        boolean noSource = answered == 404 && context.normalizedPath().startsWith(SOURCES);
        ErrorCode code = noSource ? ErrorCode.UNKNOWN_SOURCE : CODES.getOrDefault(answered, ErrorCode.INTERNAL);
        write(context, answered, RefusedRequest.of(code, message(answered)));
    }

    /** Answers a request that is refused before it reaches its route. */
    static void refuse(RoutingContext context, RefusedRequest refused) {
        if (!isOver(context)) {
            write(context, refused.code().status(), refused);
        }
    }

    private static void write(RoutingContext context, int status, RefusedRequest refused) {
        HttpServerResponse response = context.response();
        ErrorAnswers.headers(refused).forEach(response::putHeader);
        response.setStatusCode(status);
        response.end(new String(Json.bytes(ApiError.of(refused, requestId(context)))));
    }

    /** A caller that has hung up is answered nothing, and that is no failure. */
    private static boolean isOver(RoutingContext context) {
        HttpServerResponse response = context.response();
        return response.ended() || response.headWritten() || response.closed();
    }

    private static boolean hasRoute(RoutingContext context) {
        return context.currentRoute() != null;
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "the request line, the query, a header or the body cannot be read";
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
