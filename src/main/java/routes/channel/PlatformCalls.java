package routes.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.outgoing.HttpAnswer;
import routes.common.outgoing.HttpCall;
import routes.notice.SendResult;

/** Calls to one platform's API, through the channel's own route: base URL, timeouts and connections are set there. */
public interface PlatformCalls {
    /** @throws Away when there is no answer */
    Answer call(Request request);

    /**
     * @param path below the platform's base URL, beginning with a slash; or a whole URL that the platform gave
     * @param query undecoded text without the question mark; null for none
     */
    record Request(String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(String path, @Nullable String query, Map<String, String> headers) {
            return new Request("GET", path, query, headers, new byte[0]);
        }

        /** With a JSON body. */
        public static Request json(
                String method, String path, @Nullable String query, Map<String, String> headers, Object body) {
            return new Request(method, path, query, headers, Json.bytes(body));
        }

        /** The same with other headers. */
        public Request with(Map<String, String> other) {
            return new Request(method, path, query, other, body);
        }

        /** For the endpoint of the platform. */
        public HttpCall httpCall() {
            return new HttpCall(method, path, query, headers, body);
        }

        /** For another address: one that a user set. */
        public HttpCall httpCall(String url) {
            return new HttpCall(method, url, null, headers, body);
        }

        @Override
        public String toString() {
            return httpCall().toString();
        }
    }

    /** What the platform answered. */
    record Answer(HttpAnswer http) {
        /** @param headers names in any case */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this(new HttpAnswer(status, headers, body));
        }

        public int status() {
            return http.status();
        }

        public Map<String, String> headers() {
            return http.headers();
        }

        public byte[] body() {
            return http.body();
        }

        /** A missing node when the body is no JSON. */
        public JsonNode json() {
            try {
                return Json.mapper().readTree(http.body());
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        public boolean ok() {
            return http.status() / 100 == 2;
        }
    }

    /** The platform gave no answer. */
    final class Away extends VeaiopsException {
        private static final long serialVersionUID = 1L;

        private final transient SendResult result;

        Away(String what, SendResult result, Throwable cause) {
            super(what + ": " + result.said().text(), cause);
            this.result = result;
        }

        /** What it means for a notice that was to be sent. */
        public SendResult result() {
            return result;
        }
    }
}
