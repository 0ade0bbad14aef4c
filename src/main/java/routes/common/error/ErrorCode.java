package routes.common.error;

import java.util.Locale;

/**
 * The closed set of reasons for which a request is refused. The wire name ({@link #wireName()}) is stable: it is the
 * {@code error} field of the answer, a metric label and a log field at once.
 */
public enum ErrorCode {
    /** The bytes are not what the content type says: broken JSON, broken form. */
    MALFORMED_BODY(400),
    /** The body is well formed and cannot be used as it is. */
    BAD_REQUEST(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    UNKNOWN_SOURCE(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** A field is missing, has the wrong type or a value out of range; {@code field} names it. */
    INVALID_FIELD(422),
    /** This caller sends too much, or too many wrong tokens: come back later. */
    TOO_MANY_REQUESTS(429),
    /** Neither the log nor the store could take the request: come back later. */
    UNAVAILABLE(503),
    /** A monitoring system or chat platform behind this API refused or failed; its own code is in the message. */
    PLATFORM_FAILED(502),
    /** It did not answer in time. */
    PLATFORM_TIMEOUT(504),
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that goes with the reason. */
    public int status() {
        return status;
    }

    /** The stable name on the wire, such as {@code invalid_field}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
