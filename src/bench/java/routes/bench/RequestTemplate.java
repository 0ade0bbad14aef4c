package routes.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an HTTP request with gaps of fixed width for a number ({@link #KEY}) and a time ({@link #TIME}): a new
 * request is a few digits patched in place.
 */
final class RequestTemplate {
    /** Replaced by the number of the request; several of them count on. */
    static final String KEY = "@@@@@@@@@@@@";
    /** Replaced by the time at which the request was due, as {@link System#nanoTime()} counts. */
    static final String TIME = "~~~~~~~~~~~~~~~~~~~~";

    private final byte[] bytes;
    private final List<Integer> keys;
    private final List<Integer> times;

    private RequestTemplate(byte[] bytes, List<Integer> keys, List<Integer> times) {
        this.bytes = bytes;
        this.keys = keys;
        this.times = times;
    }

    /** @param headers whole lines, each with its line end */
    static RequestTemplate post(String path, String headers, String body) {
        String request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        return new RequestTemplate(
                request.getBytes(StandardCharsets.UTF_8), places(request, KEY), places(request, TIME));
    }

    /** Alarms in one request. */
    int keys() {
        return keys.size();
    }

    byte[] copy() {
        return bytes.clone();
    }

    /** Makes {@code request}, a {@link #copy()}, the request with these keys. */
    void patch(byte[] request, long firstKey, long time) {
        for (int i = 0; i < keys.size(); i++) {
            digits(request, keys.get(i), KEY.length(), firstKey + i);
        }
        for (int place : times) {
            digits(request, place, TIME.length(), time);
        }
    }

    private static void digits(byte[] request, int place, int width, long number) {
        long rest = number;
        for (int i = place + width - 1; i >= place; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static List<Integer> places(String request, String gap) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(request)) {
            throw new IllegalArgumentException("a request template is plain ASCII");
        }
        List<Integer> places = new ArrayList<>();
        for (int at = request.indexOf(gap); at >= 0; at = request.indexOf(gap, at + gap.length())) {
            places.add(at);
        }
        return places;
    }
}
