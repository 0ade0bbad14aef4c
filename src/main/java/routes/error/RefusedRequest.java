package routes.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error and changes nothing. The message is shown to the caller: it names the place
 * and the remedy, and never holds a secret.
 */
public final class RefusedRequest extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    private RefusedRequest(ErrorCode code, @Nullable String field, String message) {
        super(message);
        this.code = code;
        this.field = field;
    }

    public static RefusedRequest of(ErrorCode code, String message) {
        return new RefusedRequest(code, null, message);
    }

    /** @param field dotted path of the offending field, such as {@code Resources[0].Id} */
    public static RefusedRequest invalid(String field, String message) {
        return new RefusedRequest(ErrorCode.INVALID_FIELD, field, message);
    }

    public ErrorCode code() {
        return code;
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
