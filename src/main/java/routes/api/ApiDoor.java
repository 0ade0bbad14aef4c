package routes.api;

import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.json.Json;
import routes.security.TokenCheck;

/** The first and the last step of every request route: the message becomes a request, the answer becomes a message. */
public final class ApiDoor {
    private final TokenCheck managers;
    private final ZoneId zone;

    /** @param zone of times that callers write without one */
    public ApiDoor(TokenCheck managers, ZoneId zone) {
        this.managers = managers;
        this.zone = zone;
    }

    /** Lets everybody in. */
    public void open(Exchange exchange) {
        admit(exchange);
    }

    /** Whether the head of a request holds the manager token, the only way in. */
    public boolean knows(ApiRequest head) {
        managers.require(head.bearerToken().stream().toList());
        return true;
    }

    /** Lets holders of the manager token in. */
    public void manager(Exchange exchange) {
        ApiRequest request = admit(exchange);
        knows(request);
    }

    /**
     * Makes the {@link ApiRequest} the body. No header of the caller stays on the message: none can steer a later step
     * and none is sent back (Camel copies message headers to the HTTP answer).
     */
    private ApiRequest admit(Exchange exchange) {
        ApiRequest request = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        if (request == null) {
            throw new IllegalStateException("the route is not behind the HTTP door: " + exchange.getFromEndpoint());
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
        message.setBody(answer.body() instanceof byte[] bytes ? bytes : Json.bytes(answer.body()));
    }
}
