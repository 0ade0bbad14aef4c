package routes.common.outgoing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.common.security.HeaderNames;
import routes.common.security.WebAddress;

/**
 * One HTTP request to another system. A header that may not be set ({@link HeaderNames}) is left out, wherever it came from: what
 * was stored by an earlier version, or comes with a message, cannot steer the call.
 *
 * @param url absolute; or a path below the base URL of the endpoint, beginning with a slash
 * @param query undecoded text without the question mark, for a path; null for none
 * @param body empty for none
 */
public record HttpCall(String method, String url, @Nullable String query, Map<String, String> headers, byte[] body) {
    public HttpCall {
        Map<String, String> sendable = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (HeaderNames.sendable(name)) {
                sendable.put(name, value);
            }
        });
        headers = Map.copyOf(sendable);
    }

    /** Makes a message this request and nothing else, for a route whose next step is the HTTP call. */
    public void fill(Message message) {
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, method);
        if (url.startsWith("/")) {
            message.setHeader(Exchange.HTTP_PATH, url);
            if (query != null) {
                message.setHeader(Exchange.HTTP_QUERY, query);
            }
        } else {
            message.setHeader(Exchange.HTTP_URI, WebAddress.sendable(url));
        }
        message.setBody(body.length == 0 ? null : body);
    }

    /** Without what may hold a secret. */
    @Override
    public String toString() {
        return method + " " + (url.startsWith("/") ? url : "***");
    }
}
