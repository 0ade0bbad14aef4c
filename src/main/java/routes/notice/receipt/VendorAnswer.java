package routes.notice.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to one send, as it came: nothing about it is trusted.
 *
 * @param status the HTTP status; any number
 * @param headers names in any case
 * @param body any bytes; what is longer than {@link #LONGEST_BODY} is cut
 * @param at when the answer came, by our clock
 */
public record VendorAnswer(int status, Map<String, String> headers, byte[] body, SentMessage sent, Instant at) {
    /** Vendors repeat the message in their answer; none of them is longer. */
    public static final int LONGEST_BODY = 1 << 20;

    public VendorAnswer {
        Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        headers = Collections.unmodifiableMap(any);
        body = Arrays.copyOf(body, Math.min(body.length, LONGEST_BODY));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The vendor's own clock, by its {@code Date} header. */
    Optional<Instant> vendorTime() {
        return header("Date").flatMap(RetryAfter::httpDate);
    }

    /** How many minutes our clock and the vendor's are apart. */
    Optional<Long> skewMinutes() {
        return vendorTime().map(theirs -> Duration.between(theirs, at).abs().toMinutes());
    }
}
