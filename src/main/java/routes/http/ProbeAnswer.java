package routes.http;

import java.util.Map;
import java.util.Set;

/**
 * Answers the questions that monitoring systems ask before they post: whether there is an endpoint (GET, HEAD), and
 * whether it takes posts (OPTIONS; the handshake of CloudEvents webhooks 1.0 section 4). It needs no token,
 * and the answer reveals nothing but the path.
 */
public final class ProbeAnswer {
    /** Methods that ask whether there is an endpoint. */
    public static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private static final int LONGEST_ORIGIN = 256;

    private ProbeAnswer() {}

    public static ApiAnswer of(ApiRequest request) {
        Map<String, String> headers = request.header("webhook-request-origin")
                .filter(origin -> origin.length() <= LONGEST_ORIGIN && origin.matches("[\\x21-\\x7e]+"))
                .map(origin ->
                        Map.of("Allow", "POST, OPTIONS", "WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*"))
                .orElse(Map.of("Allow", "POST, OPTIONS"));
        return new ApiAnswer(204, "", new byte[0], headers);
    }
}
