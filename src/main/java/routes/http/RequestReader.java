package routes.http;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.error.RefusedRequest.MissingScope;
import routes.common.security.TokenCheck;

/**
 * The first step of every path: checks the caller, then reads the body, within the limits of one body and of all bodies
 * together. What is refused before its body was read is answered at once; the rest of its body is dropped as it comes.
 */
final class RequestReader implements Handler<RoutingContext> {
    /** Where the {@link ApiRequest} waits for the route. */
    static final String REQUEST = "veaiops.request";

    private static final Pattern SHOWN_ENCODING = Pattern.compile("[A-Za-z0-9., -]{1,40}");

    private final Supplier<EndpointGuard> entrance;
    private final Limits limits;

    /**
     * What all paths share.
     *
     * @param bodyBytes of one request
     * @param audit where refused scopes are written down; none where there is no store
     */
    record Limits(long bodyBytes, BodyBudget budget, Refusals refusals, Supplier<@Nullable AuditTrail> audit) {}

    RequestReader(Supplier<EndpointGuard> entrance, Limits limits) {
        this.entrance = entrance;
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            ApiRequest head = known(context, head(context));
            requireUnpacked(head);
            new Body(context, head).read();
        } catch (RefusedRequest e) {
            refused(context, e);
            RequestFilters.refuse(context, e);
        }
    }

    /** What the server unpacks names no encoding any more. */
    private static void requireUnpacked(ApiRequest head) {
        String encoding = head.header("content-encoding").orElse("").strip();
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            String shown = SHOWN_ENCODING.matcher(encoding).matches() ? encoding : "of this request";
            throw RefusedRequest.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding " + shown + " is not taken: send gzip, deflate or no encoding");
        }
    }

    /** The caller was refused by its route, which has seen its body. */
    void refusedByRoute(RoutingContext context, ErrorCode reason) {
        refused(context, RefusedRequest.of(reason, "refused by the route"));
    }

    private ApiRequest known(RoutingContext context, ApiRequest head) {
        OptionalLong wait = limits.refusals().quiet()
                ? OptionalLong.empty()
                : limits.refusals()
                        .secondsToWait(address(context), entrance.get().endpoint());
        if (wait.isPresent()) {
            throw RefusedRequest.tooMany("too many wrong tokens came from this address", wait.getAsLong());
        }
        return head.from(new Sender(address(context), entrance.get().check().caller(head)));
    }

    private void refused(RoutingContext context, RefusedRequest reason) {
        limits.refusals().count(address(context), entrance.get().endpoint(), reason.code());
        if (reason.code() == ErrorCode.UNAUTHENTICATED && !TokenCheck.untried(reason)) {
            limits.refusals().wrongToken(address(context), entrance.get().endpoint());
        }
        reason.missingScope().ifPresent(missing -> writeDown(context, missing));
    }

    /** On a thread that may wait for the store; the caller does not wait. */
    private void writeDown(RoutingContext context, MissingScope missing) {
        AuditTrail trail = limits.audit().get();
        if (trail != null) {
            ApiRequest head = head(context);
            String endpoint = entrance.get().endpoint();
            context.vertx().executeBlocking(() -> {
                trail.refused(head, endpoint, missing);
                return endpoint;
            });
        }
    }

    private static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }

    private static ApiRequest head(RoutingContext context) {
        Map<String, List<String>> query = new HashMap<>();
        MultiMap parameters = context.queryParams();
        for (String name : parameters.names()) {
            query.put(name, List.copyOf(parameters.getAll(name)));
        }
        return new ApiRequest(
                        context.request().method().name(),
                        context.normalizedPath(),
                        context.pathParams(),
                        query,
                        firstValues(context.request().headers()),
                        new byte[0],
                        RequestFilters.requestId(context))
                .from(address(context));
    }

    private static Map<String, String> firstValues(MultiMap headers) {
        Map<String, String> first = new HashMap<>();
        headers.forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return first;
    }

    /** One body as it comes. A caller that hangs up ends it, and nothing else happens. */
    private final class Body implements Handler<Buffer> {
        private final RoutingContext context;
        private final ApiRequest head;
        private final Buffer bytes = Buffer.buffer();
        private boolean refused;

        Body(RoutingContext context, ApiRequest head) {
            this.context = context;
            this.head = head;
        }

        void read() {
            HttpServerRequest request = context.request();
            requireRoom(announced(request));
            if (request.isEnded()) {
                complete();
                return;
            }
            context.addEndHandler(answered -> limits.budget().give(bytes.length(), head.known()));
            request.exceptionHandler(gone -> refused = true).handler(this).endHandler(end -> complete());
            if (HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(
                    head.header("expect").orElse(""))) {
                context.response().writeContinue();
            }
        }

        @Override
        public void handle(Buffer chunk) {
            if (refused) {
                return;
            }
            try {
                requireRoom((long) bytes.length() + chunk.length());
                if (!limits.budget().take(chunk.length(), head.known())) {
                    throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "too many bodies are on their way: try again later");
                }
                bytes.appendBuffer(chunk);
            } catch (RefusedRequest e) {
                refused = true;
                refused(context, e);
                RequestFilters.refuse(context, e);
            }
        }

        private void complete() {
            if (!refused) {
                context.put(REQUEST, head.withBody(bytes.getBytes()));
                context.next();
            }
        }

        private void requireRoom(long length) {
            if (length > limits.bodyBytes()) {
                throw RefusedRequest.of(
                        ErrorCode.BODY_TOO_LARGE, "the body is larger than " + limits.bodyBytes() + " bytes");
            }
        }

        private static long announced(HttpServerRequest request) {
            String length = request.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length);
        }
    }
}
