package routes.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What a robot does with a request.
 *
 * @param bytes what goes over the wire before it is closed
 * @param hangs whether it keeps the connection without a word until the caller gives up
 * @param took whether it showed the message
 * @param drips whether it sends one byte a second
 */
record Reply(byte[] bytes, boolean hangs, boolean took, boolean drips) {
    /** What a platform says that has the message, each in its own field. */
    static final Reply TAKEN = of(
                    200,
                    "{\"errcode\":0,\"errmsg\":\"ok\",\"code\":0,\"msg\":\"success\",\"ok\":true,\"ts\":\"1.2\","
                            + "\"data\":{\"message_id\":\"om_1\"}}",
                    "")
            .taken();

    static final Reply DRIP = new Reply(
            ("HTTP/1.1 200 OK\r\nX: " + "a".repeat(120)).getBytes(StandardCharsets.UTF_8), false, false, true);
    static final Reply HANG = new Reply(new byte[0], true, false);
    static final Reply GARBAGE =
            new Reply("\u0000\u0007no http at all\r\n\r\n".getBytes(StandardCharsets.UTF_8), false, false);
    static final Reply HALF_WAY =
            new Reply("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.UTF_8), false, false);
    private static final int MEGABYTE = 1 << 20;

    private Reply(byte[] bytes, boolean hangs, boolean took) {
        this(bytes, hangs, took, false);
    }

    static Reply of(int status, String body, String headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + headers + "Content-Length: " + content.length + "\r\n\r\n";
        return new Reply((head + body).getBytes(StandardCharsets.UTF_8), false, false);
    }

    static Reply throttled(String retryAfter) {
        return of(429, "{}", "Retry-After: " + retryAfter + "\r\n");
    }

    static Reply large(int status) {
        return of(status, "x".repeat(MEGABYTE), "");
    }

    /** An answer that says it was written at another time. */
    static Reply dated(int status, String body, Duration off) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(Instant.now().plus(off).atZone(ZoneOffset.UTC));
        return of(status, body, "Date: " + date + "\r\n");
    }

    Reply taken() {
        return new Reply(bytes, hangs, true);
    }

    /** The first calls fail, the others are taken. */
    static Function<Robot.Call, Reply> first(int calls, Reply failure) {
        AtomicInteger left = new AtomicInteger(calls);
        return call -> left.getAndDecrement() > 0 ? failure : TAKEN;
    }

    /** What each message is answered at first; the second time it is taken. */
    static Function<Robot.Call, Reply> once(Reply failure) {
        return call -> call.seenBefore() ? TAKEN : failure;
    }
}
