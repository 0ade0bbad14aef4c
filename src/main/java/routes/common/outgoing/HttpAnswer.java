package routes.common.outgoing;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.common.security.HeaderNames;

/**
 * What another system answered.
 *
 * @param status the HTTP status; zero when the message holds none
 * @param headers names in any case
 * @param body as much of it as the endpoint reads
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    public HttpAnswer {
        Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        headers = Collections.unmodifiableMap(any);
    }

    /** What the HTTP call left in a message. */
    public static HttpAnswer of(Message message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !HeaderNames.ofCamel(name)) {
                headers.put(name, String.valueOf(value));
            }
        });
        int status = Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .orElse(0);
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        return new HttpAnswer(status, headers, body);
    }
}
