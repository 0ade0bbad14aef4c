package routes.datasource;

import java.util.Map;

/**
 * An HTTP request. Its text names method and host only: URL, headers and body may hold secrets.
 *
 * @param url whole, with its query as it was signed
 */
public record PlatformRequest(String method, String url, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public PlatformRequest {
        headers = Map.copyOf(headers);
    }

    public static PlatformRequest get(String url, Map<String, String> headers) {
        return new PlatformRequest("GET", url, headers, NOTHING);
    }

    public static PlatformRequest post(String url, Map<String, String> headers, byte[] body) {
        return new PlatformRequest("POST", url, headers, body);
    }

    @Override
    public String toString() {
        return method + " (" + body.length + " bytes)";
    }
}
