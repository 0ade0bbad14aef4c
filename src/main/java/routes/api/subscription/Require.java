package routes.api.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.QueryValues;

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

    static String text(String field, @Nullable String value, int shortest, int longest) {
        String text = present(field, value);
        if (text.length() < shortest || text.length() > longest || text.isBlank()) {
            throw RefusedRequest.invalid(
                    field, field + " must have " + shortest + " to " + longest + " characters and not only blanks");
        }
        return text;
    }

    static String oneOf(String field, @Nullable String value, Collection<String> allowed) {
        if (!allowed.contains(present(field, value))) {
            throw RefusedRequest.invalid(field, field + " must be one of " + allowed);
        }
        return Objects.requireNonNull(value);
    }

    /** No element of the list is null; a list that is null stays null. */
    static <T> @Nullable List<T> elements(String field, @Nullable List<T> values) {
        if (values == null) {
            return null;
        }
        for (int index = 0; index < values.size(); index++) {
            present(field + "[" + index + "]", values.get(index));
        }
        return List.copyOf(values);
    }

    static @Nullable List<String> ids(String field, @Nullable List<String> values) {
        List<String> ids = elements(field, values);
        return ids == null
                ? null
                : ids.stream().map(id -> QueryValues.id(field, id)).distinct().toList();
    }

    static boolean hasControlCharacters(String text) {
        return CONTROL.matcher(text).find();
    }

    static RefusedRequest notFound(String what, String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no " + what + " " + id);
    }
}
