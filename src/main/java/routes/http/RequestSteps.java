package routes.http;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.account.Scope;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.SchemaCheck.Fault;

/** The first and the last step of every request route: the message becomes a request, the answer becomes a message. */
public final class RequestSteps {
    private static final String IGNORED = "X-Veaiops-Ignored";
    private static final String IGNORED_NAMES = "veaiopsIgnored";
    private static final int MOST_NAMED = 20;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,100}");

    private final CallerCheck callers;
    private final ZoneId zone;
    private final Contract contract;
    private final Supplier<@Nullable AuditTrail> audit;

    /**
     * @param zone of times that callers write without one
     * @param contract what operations take
     * @param audit where refused scopes are written down; none where there is no store
     */
    public RequestSteps(CallerCheck callers, ZoneId zone, Contract contract, Supplier<@Nullable AuditTrail> audit) {
        this.callers = callers;
        this.audit = audit;
        this.zone = zone;
        this.contract = contract;
    }

    /** Lets every caller in. */
    public void open(Exchange exchange) {
        admit(exchange);
    }

    /** Lets supervisors and holders of the admin token in. */
    public void manager(Exchange exchange) {
        ApiRequest request = admit(exchange);
        CallerCheck.require(request.known() ? request.caller() : callers.caller(request), Scope.ADMINISTER);
    }

    /** Lets in who has the scope that the contract names for the operation; the engine has found out who calls. */
    public void scope(Exchange exchange) {
        ApiRequest request = admit(exchange);
        ApiOperation operation = exchange.getProperty(ApiOperation.PROPERTY, ApiOperation.class);
        if (!operation.scope().asksForCaller()) {
            return;
        }
        AuditTrail trail = audit.get();
        if (trail != null && !request.caller().may(operation.scope())) {
            trail.refused(request, operation);
        }
        CallerCheck.require(request.caller(), operation.scope());
    }

    /** Lets in what the contract allows for the operation. */
    public void operation(Exchange exchange) {
        ApiOperation operation = exchange.getProperty(ApiOperation.PROPERTY, ApiOperation.class);
        ApiRequest request = contract.typed(admit(exchange), operation);
        exchange.getMessage().setBody(request);
        if (operation.scope().asksForCaller() || operation.body() != null) {
            Contract.Findings found = contract.check(request, operation);
            requireKnownNames(exchange, found);
            requireFaultless(found.faults());
        }
    }

    /** A misspelt filter would show everything, a misspelt field would be lost: our own paths refuse both. */
    private static void requireKnownNames(Exchange exchange, Contract.Findings found) {
        List<String> names = found.unknown().stream()
                .map(RequestSteps::printable)
                .limit(MOST_NAMED)
                .toList();
        if (found.own() && !names.isEmpty()) {
            throw RefusedRequest.invalid(
                    names.get(0),
                    names.get(0) + " is not known here"
                            + (names.size() > 1 ? ", nor are " + names.subList(1, names.size()) : ""));
        }
        if (!names.isEmpty()) {
            exchange.setProperty(IGNORED_NAMES, String.join(", ", names));
        }
    }

    /** The field of the first fault, and all of them in words. */
    private static void requireFaultless(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw RefusedRequest.invalid(
                    faults.get(0).field().isEmpty()
                            ? "body"
                            : printable(faults.get(0).field()),
                    faults.stream().limit(MOST_NAMED).map(RequestSteps::text).collect(Collectors.joining("; ")));
        }
    }

    private static String text(Fault fault) {
        return (fault.field().isEmpty() ? "the body" : printable(fault.field())) + " " + fault.wanted();
    }

    private static String printable(String name) {
        return PLAIN.matcher(name).matches() ? name : "(unprintable)";
    }

    /**
     * Makes the {@link ApiRequest} the body. No header of the caller stays on the message: none can steer a later step
     * and none is sent back (Camel copies message headers to the HTTP answer).
     */
    private ApiRequest admit(Exchange exchange) {
        ApiRequest request = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        if (request == null) {
            throw new IllegalStateException(
                    "the route does not take requests of the HTTP engine: " + exchange.getFromEndpoint());
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        ApiRequest admitted = request.in(zone);
        message.setBody(admitted);
        return admitted;
    }

    /** Writes the {@link ApiAnswer} in the body as the HTTP answer. */
    public void answer(Exchange exchange) {
        answer(exchange, (ApiAnswer) exchange.getMessage().getBody());
    }

    /** Makes the answer the HTTP answer. */
    public static void answer(Exchange exchange, ApiAnswer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (!answer.contentType().isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(message::setHeader);
        String ignored = exchange.getProperty(IGNORED_NAMES, String.class);
        if (ignored != null) {
            message.setHeader(IGNORED, ignored);
        }
        message.setBody(answer.body() instanceof byte[] bytes ? bytes : Json.bytes(answer.body()));
    }
}
