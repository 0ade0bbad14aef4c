package routes.common.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error and changes nothing. The message is shown to the caller: it names the place
 * and the remedy, and never holds a secret.
 */
public final class RefusedRequest extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    /** Seconds after which what is away may be back. */
    private static final long USUAL_PAUSE = 5;

    private final ErrorCode code;
    private final @Nullable String field;
    private final long retryAfterSeconds;
    private final transient @Nullable MissingScope missing;

    /** A scope, and the name of the caller that does not have it. */
    public record MissingScope(String scope, String caller) {
        String text() {
            return "this needs the scope " + scope + ", which " + caller + " does not have";
        }
    }

    private RefusedRequest(ErrorCode code, @Nullable String field, String message, long retryAfterSeconds) {
        this(code, field, message, retryAfterSeconds, null);
    }

    private RefusedRequest(
            ErrorCode code,
            @Nullable String field,
            String message,
            long retryAfterSeconds,
            @Nullable MissingScope missing) {
        super(message);
        this.missing = missing;
        this.code = code;
        this.field = field;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static RefusedRequest of(ErrorCode code, String message) {
        return new RefusedRequest(code, null, message, code == ErrorCode.UNAVAILABLE ? USUAL_PAUSE : 0);
    }

    /** @param field dotted path of what is wrong */
    public static RefusedRequest of(ErrorCode code, String field, String message) {
        return new RefusedRequest(code, field, message, 0);
    }

    /** @param field dotted path of the offending field, such as {@code Resources[0].Id} */
    public static RefusedRequest invalid(String field, String message) {
        return new RefusedRequest(ErrorCode.INVALID_FIELD, field, message, 0);
    }

    /** @param scope that the caller does not have */
    public static RefusedRequest missing(String scope, String caller) {
        MissingScope missing = new MissingScope(scope, caller);
        return new RefusedRequest(ErrorCode.FORBIDDEN, null, missing.text(), 0, missing);
    }

    /** @param seconds after which the caller may come again */
    public static RefusedRequest tooMany(String message, long seconds) {
        return new RefusedRequest(ErrorCode.TOO_MANY_REQUESTS, null, message, seconds);
    }

    public ErrorCode code() {
        return code;
    }

    /** Who lacks which scope, when that is the reason. */
    public Optional<MissingScope> missingScope() {
        return Optional.ofNullable(missing);
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** After how many seconds the caller may come again; 0 when time changes nothing. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
