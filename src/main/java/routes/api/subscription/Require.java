package routes.api.subscription;

import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** What fields must be; a refusal names the field. */
final class Require {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Require() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw RefusedRequest.invalid(field, field + " is required");
        }
        return value;
    }

    static String oneOf(String field, @Nullable String value, Collection<String> allowed) {
        if (!allowed.contains(present(field, value))) {
            throw RefusedRequest.invalid(field, field + " must be one of " + allowed);
        }
        return Objects.requireNonNull(value);
    }

    static boolean hasControlCharacters(String text) {
        return CONTROL.matcher(text).find();
    }

    static RefusedRequest notFound(String what, String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no " + what + " " + id);
    }
}
